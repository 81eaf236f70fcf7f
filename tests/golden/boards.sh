#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A reduced board in examples/boards gets the plan that the real board's tree
# gets: the same groups with the same keys, types, streams, and the same
# masters left out, on each of four kernels. The real trees are Debian's, in
# the cache that tests/fetch fills.
#
# IOMMUPLAN=... takes another program than build/iommuplan.
set -eu
cd "$(dirname "$0")/../.."

iommuplan=${IOMMUPLAN:-build/iommuplan}
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

compare() { # example real kernel
	"$iommuplan" plan -f json -k "$3" -o "$work/example" "$1" &&
	"$iommuplan" plan -f json -k "$3" -o "$work/real" "$2" &&
	python3 tests/golden/compare.py "$work/example" "$work/real"
}

while read -r name tree; do
	case $name in '#'*) continue ;; esac
	real=$cache/dtbs/$tree
	if [ ! -e "$real" ]; then
		echo "SKIP $name: no $real (tests/fetch brings it)"
		skipped=$((skipped + 1))
		continue
	fi
	for kernel in 5.10 6.1 6.12 7.2; do
		if compare "examples/boards/$name.dts" "$real" "$kernel"; then
			passed=$((passed + 1))
		else
			echo "FAIL $name on $kernel: differs from $tree"
			failed=$((failed + 1))
		fi
	done
done < tests/golden/boards.list

echo "boards: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
