#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The map in CONTRIBUTING.md is the house: it has every room, no room includes
# one that stands below it, lib/ includes nothing of tool/; and the driver its
# walk-through writes works.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$top"
page=CONTRIBUTING.md
grep -oE '^(base|bytes|facts|model|words|) +(lib|tool)/[a-z]+ ' "$page" |
	sed 's/.* \([a-z]*\/[a-z]*\) $/\1/' >"$tmp/rooms"

sort "$tmp/rooms" >"$tmp/drawn"
for file in lib/*/*.c tool/*/*.c; do
	echo "${file%/*}"
done | sort -u >"$tmp/there"
found=$(comm -3 "$tmp/there" "$tmp/drawn")
is "the map has every room, and no other" "" "$found"

# Includes that the map does not allow, one a line.
wrong_ways()
{
	awk 'NR == FNR { at[$1] = NR; next }
		FNR == 1 { split(FILENAME, here, "/"); house = here[1] }
		/^#include "[a-z]*\// {
			split($2, part, /["\/]/)
			room = part[2]
			if (room == here[2])
				next
			if (house == "lib" && !("lib/" room in at))
				print FILENAME ": " room " is no room of lib/"
			same_house = house "/" room
			if (same_house in at &&
			    at[same_house] > at[house "/" here[2]])
				print FILENAME ": " room " stands below"
		}' "$tmp/rooms" lib/*/*.[ch] tool/*/*.[ch]
}

found=$(wrong_ways)
is "no include leads down" "" "$found"

mkdir "$tmp/facts"
awk '/^   ```$/ { on = 0 } on { sub(/^   /, ""); print }
	/^   ```yaml$/ { on = 1 }' "$page" >"$tmp/facts/toy.yaml"
cat >"$tmp/toy.dts" <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	iommu: iommu@1000 {
		compatible = "toy,iommu";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
	};
	dma@2000 {
		compatible = "toy,dma";
		reg = <0x2000 0x1000>;
		iommus = <&iommu 1>;
	};
	usb@3000 {
		compatible = "toy,usb";
		reg = <0x3000 0x1000>;
		iommus = <&iommu 2>;
	};
};
DTS
for kernel in 6.6:2 6.9:1; do
	iommuplan plan --schema-dir "$tmp/facts" -k "${kernel%:*}" --arch arm64 \
		"$tmp/toy.dts"
	expect "the walk-through's driver on ${kernel%:*}" 0 \
		"; ${kernel#*:} groups?; 2 masters: 2 translated" "$tmp/out"
done
finish
