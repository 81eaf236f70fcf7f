#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The command iommuplan as a series of commits for U-Boot, by subject, each with
# a sign-off; nothing is built before the last of the code is there, so that each
# of them builds. Then: git format-patch --cover-letter, or patman.
#
#	tool/uboot/series.sh U-BOOT-DIRECTORY	a git repository, on a new branch
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tree=${1:-}
if [ $# != 1 ] || [ ! -e "$tree/.git" ] || [ ! -f "$tree/cmd/Kconfig" ]; then
	echo "usage: $0 U-BOOT-DIRECTORY (a git repository)" >&2
	exit 2
fi
if [ -n "$(git -C "$tree" status --porcelain)" ]; then
	echo "$0: $tree has changes that are not committed" >&2
	exit 2
fi
if ! git -C "$tree" config user.email >/dev/null; then
	echo "$0: git config user.name and user.email: the maintainer of the command" >&2
	exit 2
fi
"$here/install.sh" "$tree"

# commit SUBJECT BODY PATH...
commit()
{
	subject=$1 body=$(echo "$2" | fold -s -w 72 | sed 's/ $//')
	shift 2
	git -C "$tree" add -- "$@"
	git -C "$tree" commit -q -s -m "cmd: iommuplan: $subject" -m "$body"
}

core=cmd/iommuplan/core
# Lowest first: none needs what comes later, but for names of types.
while IFS='|' read -r room subject body; do
	commit "$subject" "$body" "$core/$room"
done <<END
base|add memory and numbers|An arena instead of malloc(), so that a plan needs no memory but what the caller gives it, kernel versions, and reads of cells that check bounds.
fdt|read trees that may be damaged|One checked pass over a tree makes an index of its nodes; what a plan adds is written to another place, so that a tree is never left half edited.
facts|add tables of what Linux does|What IOMMU drivers and the IOMMU core do, by version of Linux.
model|add the model of a plan|IOMMUs, bus masters, their stream IDs and groups, and why each is what it is.
pci|add PCI buses|Which PCI devices are isolated from each other: ACS and aliases.
bindings|read the IOMMU bindings|iommus, iommu-map, specifiers and dma-ranges, as devicetree/bindings has them.
devices|find IOMMUs and bus masters|Which of them exist, and whether their drivers probe.
groups|add the rules for groups|One for each kind of driver.
cmdline|read the kernel's arguments|Which of them decide on default domains, and which conflict.
plan|add default domains|The plan: what translates DMA, and how certain that is.
annotate|write a plan below /chosen|As the node /chosen/iommuplan.
lint|add checks of a tree|For CONFIG_CMD_IOMMUPLAN_LINT.
END
for room in cover remedy policy solve; do
	[ ! -d "$tree/$core/$room" ] || rooms="${rooms:-} $core/$room"
done
# shellcheck disable=SC2086	# words
commit "declare what the planner shares" "Types of the planner that U-Boot has no code for." \
	$rooms "$core/iommuplan.h" "$core/types.h" "$core/version.h"
commit "add the facts, packed" "Generated; each IOMMU's are chosen in Kconfig." "$core/facts_packed.c"
commit "add the command" "It predicts which IOMMU groups and default domains Linux will make of the \
device tree that is about to be booted, and which bus masters have no IOMMU, \
and leaves that in variables or in the tree." cmd
[ ! -f "$tree/test/cmd/iommuplan.c" ] ||
	commit "add tests" "For the sandbox." test
commit "document the command" "In doc/usage/cmd." doc
if [ -n "$(git -C "$tree" status --porcelain)" ]; then
	echo "$0: not in any of the commits:" >&2
	git -C "$tree" status --short >&2
	exit 1
fi
