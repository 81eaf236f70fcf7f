#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A reduced board in examples/boards gets the plan that the real board's tree
# gets: the same groups with the same keys, types, streams, and the same
# masters left out, on each of four kernels, or of those that the list has. The real trees are Debian's, in
# the cache that tests/fetch fills.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

cd "$top"
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}

compare() # example real kernel
{
	"$plan_bin" plan -q -f json -k "$3" -o "$tmp/example" "$1" &&
	"$plan_bin" plan -q -f json -k "$3" -o "$tmp/real" "$2" &&
	python3 tests/golden/compare.py "$tmp/example" "$tmp/real"
}

while read -r name tree kernels; do
	case $name in '#'*) continue ;; esac
	real=$cache/dtbs/$tree
	if [ ! -e "$real" ]; then
		skip "$name" "no $real: tests/fetch brings it"
		continue
	fi
	for kernel in ${kernels:-5.10 6.1 6.12 7.2}; do
		what="$name is planned as $tree is, on $kernel"
		if compare "examples/boards/$name.dts" "$real" "$kernel"; then
			ok "$what"
		else
			not_ok "$what"
		fi
	done
done < tests/golden/boards.list

finish
