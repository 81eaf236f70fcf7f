#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What planning costs, as ratios to a bare walk over the same bytes with
# fdt_next_tag(), both measured in this run: see "make bench".
#
#	tests/bench/bench.sh TOOL DIR-OF-HELPERS
set -eu

tool=$1 helpers=$2
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
boards=$cache/dtbs/7.2-arm64
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# ratio RUNS NAME FILE... : CPU of planning the files against walking them
ratio()
{
	local runs=$1 name=$2
	shift 2
	printf '%-44s %s\n' "$name" \
		"$("$helpers/compare" "$runs" "$tool" plan -f json "$@" -- "$helpers/walk" "$@")"
}

if [ -d "$boards" ]; then
	mapfile -t files < <(find "$boards" -name '*.dtb' | LC_ALL=C sort)
	ratio 15 "CPU, all ${#files[@]} boards of Linux 7.2" "${files[@]}"
	printf '%-44s %s\n' "CPU, lint of the same" \
		"$("$helpers/compare" 15 "$tool" lint -W warning=all "${files[@]}" -- \
			"$helpers/walk" "${files[@]}")"
else
	echo "SKIP: no device trees of 7.2 in the cache (tests/fetch/debian.sh dtbs 7.2)"
fi
for kind in "arm,smmu-v3 1" "arm,mmu-500 2" "rockchip,iommu 0"; do
	for count in 12500 25000 50000 100000; do
		# shellcheck disable=SC2086 # compatible and cells are two words
		"$helpers/masters" $kind "$count" >"$tmp/tree.dtb"
		ratio 5 "CPU, $count masters of ${kind% *}" "$tmp/tree.dtb"
	done
	size=$(($(stat -c %s "$tmp/tree.dtb") / 1024))
	printf '%-44s %s KiB\n' "  that blob" "$size"
done
