#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# seeds.sh DIR [TREE...]: inputs of every fuzz target, below DIR/TARGET: what
# stands in tests/fuzz/corpus, and what is made of the project's own trees and
# files. TREEs are given to the targets that read trees as well. Without dtc or
# python3 there are fewer.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
to=$1
shift
mkdir -p "$to"
cp -r "$top/tests/fuzz/corpus/." "$to"

trees="tree_plan tree_lint tree_annotate tree_solve tree_overlay"
for target in $trees containers fit policy schema capture; do
	mkdir -p "$to/$target"
done

cp "$top"/examples/policies/*.yaml "$to/policy"
for file in "$top"/schemas/drivers/*.yaml "$top"/schemas/vendor/*.yaml; do
	[ "$(wc -c <"$file")" -gt 7000 ] || cp "$file" "$to/schema"
done

# Overlays among what is copied are sources.
compile()
{
	dtc -q -@ -I dts -O dtb -o "$2" "$1" 2>/dev/null || rm -f "$2"
}

if command -v dtc >/dev/null; then
	for file in "$to"/*/*.dtso; do
		compile "$file" "${file%.dtso}.dtbo"
	done
	for file in "$top"/examples/boards/*.dts "$top"/tests/golden/cases/*.dts \
		"$top"/tests/cli/vendor/*.dts "$top"/tests/kernel/cases/*.dts; do
		name=$(basename "$file" .dts)
		compile "$file" "$to/tree_plan/$name.dtb"
	done
	# shellcheck source=tests/fuzz/seeds_dtc.sh
	. "$top/tests/fuzz/seeds_dtc.sh"
fi
rm -f "$to"/*/*.dtso

for file in "$@"; do
	cp "$file" "$to/tree_plan/$(echo "$file" | tr / _)"
done
for target in $trees; do
	[ "$target" = tree_plan ] || cp "$to"/tree_plan/* "$to/$target" 2>/dev/null || true
done
