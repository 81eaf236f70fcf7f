#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Puts the command iommuplan into a U-Boot source tree: a directory, a page, a
# test, and a line for each. Once more brings it up to date. Needs
# build/gen/facts_packed.c: make.
#
#	tool/uboot/install.sh U-BOOT-DIRECTORY
#
# The maintainer, for U-Boot's MAINTAINERS, is who git says works there; where it
# says nobody, as in a tree that is only built, there is no such entry.
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
facts=${FACTS:-$top/build/gen/facts_packed.c}
if [ $# != 1 ] || [ ! -f "$1/cmd/Kconfig" ] || [ ! -f "$1/cmd/Makefile" ]; then
	echo "usage: $0 U-BOOT-DIRECTORY" >&2
	exit 2
fi
if [ ! -f "$facts" ]; then
	echo "$0: $facts is not there: run make first" >&2
	exit 2
fi
new=$1/cmd/iommuplan.new
old=$1/cmd/iommuplan
core=$new/core
rm -rf "$new"
mkdir -p "$core/uboot"
for name in Kconfig Makefile cmd.c reserved.c reserved.h; do
	cp "$top/tool/uboot/cmd/$name" "$new/"
done
cp "$facts" "$top/include/iommuplan.h" "$top/tool/uboot/cmd/core/types.h" "$core/"
for name in args banner env_value glue job_annotate job_dump job_lint left_out regions \
	report stand_ins unpack; do
	cp "$top/tool/uboot/$name.c" "$core/uboot/"
done
for name in args banner env_value glue job packed regions; do
	cp "$top/tool/uboot/$name.h" "$core/uboot/"
done
# What a plan needs, and lint. What strangers link is not for U-Boot, which
# calls the glue; nor are policies.
for room in base fdt fdt/write fdt/edit facts model pci bindings devices groups \
	cmdline plan annotate lint; do
	mkdir -p "$core/$room"
	cp "$top/lib/$room"/*.[ch] "$core/$room/"
done
parts=$top/tool/uboot/parts
awk '$1 ~ /[.]c$/ && $2 == "-" { print $1 }' "$parts" | while read -r file; do
	rm "$core/$file"
done
# Their headers name those.
for room in cover policy remedy solve; do
	mkdir -p "$core/$room"
	cp "$top/lib/$room"/*.h "$core/$room/"
done
{
	sed -n 1p "$top/tool/uboot/args.h"
	echo "#define IOP_VERSION_TEXT \"$("$top/packaging/version.sh")\""
} >"$core/version.h"

# As U-Boot writes it.
find "$core" -name '*.[ch]' ! -name types.h | while read -r file; do
	sed -E 's,sizeof\(([a-z]+)\) / sizeof\(\1\[0\]\),ARRAY_SIZE(\1),' "$file" >"$file.new"
	mv "$file.new" "$file"
	awk -f "$top/tool/uboot/style.awk" "$file" >"$file.new"
	mv "$file.new" "$file"
done

# objects: a line of the Makefile for each file, by what chooses it
objects()
{
	(cd "$core" && find . -name '*.c') | sed 's,^\./,,; s,c$,o,' | LC_ALL=C sort |
	while read -r object; do
		needed=$(awk -v file="${object%o}c" '$1 == file {
			for (i = 2; i <= NF; i++)
				print "obj-$(CONFIG_CMD_IOMMUPLAN_" $i ")" }' "$parts")
		for choice in $needed; do
			echo "$choice += $object"
		done
		[ -z "$needed" ] || continue
		case $object in
		lint/* | uboot/job_lint.o) echo "obj-\$(CONFIG_CMD_IOMMUPLAN_LINT) += $object" ;;
		uboot/job_dump.o) echo "obj-\$(CONFIG_CMD_IOMMUPLAN_DUMP) += $object" ;;
		*) echo "obj-y += $object" ;;
		esac
	done
}
{
	# REUSE-IgnoreStart
	echo "# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause"
	# REUSE-IgnoreEnd
	# shellcheck disable=SC2016 # for make to expand
	echo 'ccflags-y += -I$(srctree)/$(src)'
	objects
} >"$core/Makefile"
who=$(git -C "$1" config user.name || true)
at=$(git -C "$1" config user.email || true)
[ -z "$who" ] || [ -z "$at" ] || cat >"$new/MAINTAINERS" <<EOF
IOMMUPLAN COMMAND
M:	$who <$at>
S:	Maintained
F:	cmd/iommuplan/
F:	doc/usage/cmd/iommuplan.rst
F:	test/cmd/iommuplan.c
EOF

# Files that are as they were keep their times, so that little is built again.
mkdir -p "$old"
(cd "$new" && find . -type f) | while read -r file; do
	cmp -s "$new/$file" "$old/$file" || {
		mkdir -p "$old/$(dirname "$file")"
		cp "$new/$file" "$old/$file"
	}
done
(cd "$old" && find . -type f -name '*.[ch]') | while read -r file; do
	[ -f "$new/$file" ] || rm "$old/$file"
done
rm -rf "$new"

# add FILE LINE PLACE: the line, in front of the last that matches PLACE
add()
{
	grep -qF "$2" "$1" && return
	awk -v line="$2" -v place="$3" '{ text[NR] = $0 }
		$0 ~ place { at = NR }
		END {
			for (i = 1; i <= NR; i++) {
				if (i == at)
					print line
				print text[i]
			}
			if (!at)
				print line
		}' "$1" >"$1.new"
	cat "$1.new" >"$1"
	rm "$1.new"
}
cp "$top/tool/uboot/cmd/iommuplan.rst" "$1/doc/usage/cmd/"
# Newer ones list what is there.
grep -q '^   cmd/itest' "$1/doc/usage/index.rst" &&
	add "$1/doc/usage/index.rst" '   cmd/iommuplan' '^   cmd/itest'
# shellcheck disable=SC2016 # for make to expand
if [ -f "$1/include/test/cmd.h" ]; then
	cp "$top/tool/uboot/cmd/test/iommuplan.c" "$1/test/cmd/"
	add "$1/test/cmd/Makefile" 'obj-$(CONFIG_CMD_IOMMUPLAN) += iommuplan.o' \
		'^obj-[$][(]CONFIG_CMD_LOADM[)]'
fi
# shellcheck disable=SC2016
add "$1/cmd/Makefile" 'obj-$(CONFIG_CMD_IOMMUPLAN) += iommuplan/' \
	'^endif # !CONFIG_[A-Z]*PL_BUILD'
add "$1/cmd/Kconfig" 'source "cmd/iommuplan/Kconfig"' '^endmenu|^endif'
