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
grep -oE '^(base|bytes|facts|model|words|) +(lib|tool)/[a-z_0-9/]+ ' "$page" |
	sed 's,.* \([a-z]*/[a-z_0-9/]*\) $,\1,' >"$tmp/rooms"

# What U-Boot builds in its own tree has no host headers of ours.
sources()
{
	find lib tool -name '*.[ch]' ! -path 'tool/uboot/cmd/*'
}

sort "$tmp/rooms" >"$tmp/drawn"
sources | sed 's,/[^/]*$,,' | sort -u >"$tmp/there"
found=$(comm -3 "$tmp/there" "$tmp/drawn")
is "the map has every room, and no other" "" "$found"

found=$(sources | sed 's,\.[ch]$,,' | sort -u | sed 's,.*/,,' | sort | uniq -d)
is "no base name occurs twice" "" "$found"

# Includes that the map does not allow, one a line.
wrong_ways()
{
	# shellcheck disable=SC2046 # no name of ours holds a blank
	awk 'NR == FNR { at[$1] = NR; next }
		FNR == 1 { here = FILENAME; sub(/\/[^\/]*$/, "", here)
			house = here; sub(/\/.*/, "", house) }
		/^#include "[a-z]*\// {
			room = $2; gsub(/"/, "", room)
			lib = "lib/" room
			in_lib = (getline line < lib) >= 0
			close(lib)
			sub(/\/[^\/]*$/, "", room)
			if (house == "lib" && !in_lib)
				print FILENAME ": " room " is not a room of lib/"
			room = (in_lib ? "lib/" : "tool/") room
			if (house "/" == substr(room, 1, length(house) + 1) &&
			    at[room] > at[here])
				print FILENAME ": " room " comes later in the map"
		}' "$tmp/rooms" $(sources)
}

found=$(wrong_ways)
is "no include leads down" "" "$found"

needs dtc
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
