#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The place told for each iommus, iommu-map, #iommu-cells and status property
# holds that property's text: of the example boards, and of Debian's own trees
# with the kernel's sources.
#
#	tests/lint/places.sh [N]	every Nth of the kernel's boards; 1: all
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

cd "$top"
places=${PLACES:-$top/build/places}
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
source=$cache/source/7.2/arch
boards=0 way=0

# holds NAME TREE.dtb FILE SOURCE...: places of FILE's properties
holds()
{
	name=$1 dtb=$2
	shift 2
	run "$places" "$@" -- iommus iommu-map '#iommu-cells' status
	# Some reduced boards have no cpus, which is a remark.
	if [ "$status" != 0 ] || grep -qv 'has no /cpus node: assumed to be arm64$' "$tmp/err"; then
		not_ok "$name" "status $status: $(head -n 3 "$tmp/err")"
	elif why=$(tests/lint/places.py "$dtb" <"$tmp/out"); then
		ok "$name: $why"
		boards=$((boards + 1))
		tail -n 1 <<<"$why" >>"$tmp/sums"
	else
		not_ok "$name" "$(head -n 5 <<<"$why")"
	fi
}

# Each in one of three ways. Compiled with labels: dtc -@ numbers phandles differently.
for dts in examples/boards/*.dts; do
	dtc -q -@ -O dtb -o "$tmp/board.dtb" "$dts"
	way=$(((way + 1) % 3))
	case $way in
	0)	holds "$dts as it is" "$tmp/board.dtb" "$dts" ;;
	1)	holds "$dts as the source of a tree" "$tmp/board.dtb" \
			"$tmp/board.dtb" "$dts" ;;
	2)	dtc -q -@ -O dts -T -T -o "$tmp/annotated.dts" "$dts"
		holds "$dts from dtc -T -T" "$tmp/board.dtb" \
			"$tmp/board.dtb" "$tmp/annotated.dts" ;;
	esac
done

if [ -d "$source" ]; then
	for pair in arm64:arm64 arm:armhf; do
		dtbs=$cache/dtbs/7.2-${pair#*:}
		dts=$source/${pair%:*}/boot/dts
		[ -d "$dtbs" ] || { skip "${pair%:*}" "no device trees"; continue; }
		(cd "$dtbs" && grep -rl iommu . --include='*.dtb' | sort) |
			awk -v n="${1:-180}" 'NR % n == 0' >"$tmp/list"
		while read -r board; do
			board=${board#./}
			file=$dts/${board%.dtb}.dts
			[ -f "$file" ] || file=$(find "$dts" -name "${board%.dtb}.dts")
			# What is an overlay of two has no source of its own.
			[ -f "$file" ] || continue
			holds "$board" "$dtbs/$board" "$dtbs/$board" "$file"
		done <"$tmp/list"
	done
else
	skip "the kernel's boards" "no sources in the cache"
fi
awk '{ held += $1; macros += $3 } END {
	print held " places hold, " macros " more are written by macros"
	exit !held }' "$tmp/sums" || not_ok "places were seen"
is "boards were seen" yes "$([ "$boards" -gt 20 ] && echo yes)"
finish
