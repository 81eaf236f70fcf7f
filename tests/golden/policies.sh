#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The policies of examples/policies: each is met on its board and kernel, and
# what is done for it is what stands beside it.
#
# UPDATE=1 records it anew.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$top"
here=examples/policies

# What belongs to the board of build's artefacts, as text.
artefacts()
{
	printf '\n== %s.cmdline\n' "$1"
	cat "$tmp/$1/$2.cmdline"
	printf '\n== %s.iommu.dtbo, without the annotation\n' "$1"
	dtc -q -I dtb -O dts "$tmp/$1/$2.iommu.dtbo" | awk '
		{ match($0, /^\t*/) }
		/^\t*iommuplan \{/ { skip = 1; depth = RLENGTH }
		!skip
		/^\t*\};/ && RLENGTH == depth { skip = 0 }'
	if [ -e "$tmp/$1/$2.runtime.sh" ]; then
		printf '\n== %s.runtime.sh, what it sets\n' "$1"
		sed -n '/^levers()/,/^}/p' "$tmp/$1/$2.runtime.sh"
	fi
}

# try POLICY BOARD KERNEL
try()
{
	policy=$here/$1.yaml
	tree=examples/boards/$2.dts
	iommuplan plan -k "$3" -p "$policy" "$tree"
	expect "$1: met on Linux $3" 0 "^Policy $policy: met" "$tmp/out"
	{
		echo "\$ iommuplan plan -k $3 -p $policy $tree"
		sed -n '/^Policy/,$p' "$tmp/out"
	} >"$tmp/$1.txt"
	iommuplan build -k "$3" -p "$policy" -o "$tmp/$1" "$tree"
	expect "$1: built" 0
	artefacts "$1" "$2" >>"$tmp/$1.txt"
	[ -z "${UPDATE:-}" ] || cp "$tmp/$1.txt" "$here/$1.txt"
	same "$1: as recorded" "$here/$1.txt" "$tmp/$1.txt"
	run head -n 4 "$policy"
	is "$1: says why" 2 "$(sed 1d "$tmp/out" | head -n 2 | grep -c '^# ')"
}

try juno-r2 juno-r2 6.12
try overdrive-rev-b1 overdrive-rev-b1 6.12
try rk3588-rock-5b rk3588-rock-5b 6.12
try imx8qm-mek imx8qm-mek 6.12
try sdm845-db845c sdm845-db845c-linux-6.12 6.12
is "every policy was tried" "$(find "$here" -name '*.yaml' | wc -l)" \
	"$(find "$tmp" -maxdepth 1 -name '*-*.txt' | wc -l)"

# The policy is the reason: without its levers the plans are others.
for board in juno-r2 imx8qm-mek; do
	sed 's/^allow: .*/allow: []/' "$here/$board.yaml" >"$tmp/none.yaml"
	iommuplan plan -k 6.12 -p "$tmp/none.yaml" "examples/boards/$board.dts"
	expect "$board: not met without levers" 1 'NOT met' "$tmp/out"
done
finish
