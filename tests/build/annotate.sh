#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The annotated tree and its overlay against dtc, fdtoverlay and themselves: on
# every example board and on some of Debian's trees of each kernel.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}/dtbs
PER_KERNEL=${PER_KERNEL:-12}

# as_source TREE: text that does not depend on the order of properties
as_source()
{
	dtc -q -f -s -I dtb -O dts "$1"
}

# warnings TREE: what dtc has to say, without the file's name
warnings()
{
	dtc -I dtb -O dts -o /dev/null "$1" 2>&1 | sed 's/^[^ ]*: //' | sort -u
}

build()
{
	iommuplan build -q -k "$1" -o "$2" --only dtb,dtbo "$3"
	[ "$status" = 0 ] || not_ok "build $3 for $1" "$(cat "$tmp/err")"
}

# Once, twice, and first for another kernel.
idempotent()
{
	build 6.12 "$tmp/once" "$2"
	build 6.12 "$tmp/twice" "$tmp/once/$1.iommu.dtb"
	build 5.10 "$tmp/other" "$2"
	build 6.12 "$tmp/again" "$tmp/other/$1.iommu.dtb"
	same "$1: twice is once" "$tmp/once/$1.iommu.dtb" \
		"$tmp/twice/$1.iommu.iommu.dtb"
	same "$1: for 5.10, then for 6.12" "$tmp/once/$1.iommu.dtb" \
		"$tmp/again/$1.iommu.iommu.dtb"
}

# A childless /chosen with #address-cells is unavoidable; see iommuplan-v1.md.
no_new_warnings()
{
	warnings "$2" >"$tmp/w1"
	warnings "$tmp/once/$1.iommu.dtb" | grep -Fvx \
		'Warning (avoid_unnecessary_addr_size): /chosen: unnecessary #address-cells/#size-cells without "ranges" or child "reg" property' \
		>"$tmp/w2" || true
	is "$1: no new warning" "" "$(comm -13 "$tmp/w1" "$tmp/w2")"
}

# fdtoverlay on the input makes the annotated tree, but for the order.
overlay_equal()
{
	as_source "$tmp/once/$1.iommu.dtb" >"$tmp/annotated.dts"
	if ! fdtoverlay -i "$2" -o "$tmp/merged.dtb" \
		"$tmp/once/$1.iommu.dtbo" 2>"$tmp/err"; then
		not_ok "$1: the overlay applies" "$(cat "$tmp/err")"
		return
	fi
	as_source "$tmp/merged.dtb" >"$tmp/merged.dts"
	same "$1: overlay and tree agree" "$tmp/annotated.dts" "$tmp/merged.dts"
}

# Without the node, the tree is what it was.
nothing_else()
{
	cp "$tmp/once/$1.iommu.dtb" "$tmp/bare.dtb"
	fdtput -r "$tmp/bare.dtb" /chosen/iommuplan
	fdtget "$2" /chosen -l >/dev/null 2>&1 ||
		fdtput -r "$tmp/bare.dtb" /chosen
	as_source "$2" >"$tmp/input.dts"
	as_source "$tmp/bare.dtb" >"$tmp/bare.dts"
	same "$1: nothing else changed" "$tmp/input.dts" "$tmp/bare.dts"
}

# count TREE: what the node says against what stands in it
counts_hold()
{
	node=/chosen/iommuplan
	tree=$tmp/once/$1.iommu.dtb
	is "$1: iommu-count" "$(fdtget "$tree" $node iommu-count)" \
		"$(fdtget -l "$tree" $node | grep -c '^iommu-' || true)"
	is "$1: group-count" "$(fdtget "$tree" $node group-count)" \
		"$(fdtget -l "$tree" $node | sort -u | grep -c '^g' || true)"
}

check()
{
	name=$(basename "$1" .dtb)
	rm -rf "$tmp/once" "$tmp/twice" "$tmp/other" "$tmp/again"
	idempotent "$name" "$1"
	no_new_warnings "$name" "$1"
	overlay_equal "$name" "$1"
	nothing_else "$name" "$1"
	counts_hold "$name"
}

# spread DIRECTORY COUNT: that many trees, evenly over the sorted list
spread()
{
	find "$1" -name '*.dtb' | sort | awk -v n="$2" '{ l[NR] = $0 }
		END { for (i = 0; i < n && i < NR; i++) print l[int(i * NR / n) + 1] }'
}

for tool in dtc fdtoverlay fdtput fdtget; do
	if ! have $tool; then
		skip "annotated trees" "$tool is not installed"
		finish
	fi
done
for source in "$top"/examples/boards/*.dts; do
	[ -e "$source" ] || { not_ok "example boards" "there are none"; break; }
	name=$(basename "$source" .dts)
	board "$name"
	check "$tmp/$name.dtb"
done
for kernel in 5.10-arm64 6.1-armhf 6.12-arm64 7.2-arm64 7.2-armhf; do
	if [ ! -d "$cache/$kernel" ]; then
		skip "trees of Debian's $kernel" "$cache/$kernel is not there"
		continue
	fi
	spread "$cache/$kernel" "$PER_KERNEL" >"$tmp/list"
	while read -r tree; do
		check "$tree"
	done <"$tmp/list"
done
finish
