#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What of a tree that is no property has to survive: padding, spare memory
# reservations, boot CPU, symbols; and trees without /chosen.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

# field TREE OFFSET: a header field
field()
{
	od -An -j "$2" -N 4 -t u1 "$1" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }'
}

# free_bytes TREE: behind the strings block, dtc's last
free_bytes()
{
	echo $(($(field "$1" 4) - $(field "$1" 12) - $(field "$1" 32)))
}

# reserved TREE: from the reservations to the structure block
reserved()
{
	dd if="$1" bs=1 skip="$(field "$1" 16)" status=none \
		count=$(($(field "$1" 8) - $(field "$1" 16))) | od -An -t x1
}

compile()
{
	dtc -q -I dts -O dtb "$@" -o "$tmp/board.dtb" "$tmp/board.dts"
}

annotate()
{
	iommuplan build -q -k 6.12 -o "$tmp/new.dtb" "$tmp/board.dtb"
	expect "$1: builds" 0
}

needs dtc fdtget

cat >"$tmp/board.dts" <<'EOF'
/dts-v1/;
/memreserve/ 0x80000000 0x10000;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	compatible = "test,board";
	chosen { bootargs = "quiet iommu.strict=0 iommu.strict=1"; };
	smmu: iommu@1000 {
		compatible = "arm,smmu-v3";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
	};
	dma@2000 {
		compatible = "test,dma";
		reg = <0x2000 0x1000>;
		iommus = <&smmu 1>;
	};
};
EOF

compile -p 0x3000 -R 4 -b 7 -@
annotate padded
is "padding" "$(free_bytes "$tmp/board.dtb")" "$(free_bytes "$tmp/new.dtb")"
is "it is what dtc -p made" 12288 "$(free_bytes "$tmp/new.dtb")"
is "reservations with spare entries" "$(reserved "$tmp/board.dtb")" \
	"$(reserved "$tmp/new.dtb")"
is "boot CPU" 7 "$(field "$tmp/new.dtb" 28)"
is "symbols" /iommu@1000 "$(fdtget "$tmp/new.dtb" /__symbols__ smmu)"
is "bootargs untouched" "quiet iommu.strict=0 iommu.strict=1" \
	"$(fdtget "$tmp/new.dtb" /chosen bootargs)"
is "bootargs merged" "quiet iommu.strict=1 iommu.passthrough=0" \
	"$(fdtget "$tmp/new.dtb" /chosen/iommuplan merged-bootargs)"
is "size on disk is the header's" "$(field "$tmp/new.dtb" 4)" \
	"$(wc -c <"$tmp/new.dtb" | tr -d ' ')"

# Somebody edits the annotation; the next build puts its own in its place.
fdtput -t s "$tmp/new.dtb" /chosen/iommuplan kernel "4.20 and more"
fdtput -c "$tmp/new.dtb" /chosen/iommuplan/stale
cp "$tmp/new.dtb" "$tmp/edited.dtb"
iommuplan build -q -k 6.12 -o "$tmp/again.dtb" "$tmp/edited.dtb"
expect "an edited annotation: builds" 0
is "an edited annotation is replaced" 6.12 \
	"$(fdtget "$tmp/again.dtb" /chosen/iommuplan kernel)"
run fdtget "$tmp/again.dtb" /chosen/iommuplan/stale -l
expect "and what was added to it is gone" 1

sed '/chosen {/d' "$tmp/board.dts" >"$tmp/x" && mv "$tmp/x" "$tmp/board.dts"
compile
annotate "without /chosen"
is "/chosen is made" "iommuplan" "$(fdtget -l "$tmp/new.dtb" /chosen)"
iommuplan build -q -k 6.12 -o "$tmp/again.dtb" "$tmp/new.dtb"
same "without /chosen: twice is once" "$tmp/new.dtb" "$tmp/again.dtb"

# As dtc does it, the file may be the input itself.
cp "$tmp/new.dtb" "$tmp/self.dtb"
iommuplan build -q -k 6.12 -o "$tmp/self.dtb" "$tmp/self.dtb"
same "in place" "$tmp/new.dtb" "$tmp/self.dtb"
finish
