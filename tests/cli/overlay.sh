#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# --overlay: applied in order, to every tree, or told why not.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cd "$tmp"
cat >base.dts <<'DTS'
/dts-v1/;
/ {
	model = "base";
	compatible = "test,base";
	#address-cells = <1>;
	#size-cells = <1>;
	smmu: iommu@1000 {
		compatible = "arm,smmu-v3";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
	};
	dma: dma@2000 {
		compatible = "test,dma";
		reg = <0x2000 0x1000>;
	};
};
DTS
dtc -q -@ -I dts -O dtb -o base.dtb base.dts
dtc -q -I dts -O dtb -o nolabels.dtb base.dts

# overlay NAME BODY
overlay()
{
	printf '/dts-v1/;\n/plugin/;\n%s\n' "$2" >"$1.dts"
	dtc -q -@ -I dts -O dtb -o "$1.dtbo" "$1.dts"
}
overlay one '&dma { iommus = <&smmu 1>; };'
overlay two '&dma { iommus = <&smmu 2>; };'
overlay off '&smmu { status = "disabled"; };'
overlay node '&{/} { gpu@3000 { compatible = "test,gpu"; reg = <0x3000 0x1000>;
	iommus = <&smmu 3>; }; };'
overlay lost '&nowhere { a; };'

# streams ARGS...: device and stream ID of every master, by the table
streams()
{
	iommuplan plan -f tsv "$@"
	[ "$status" = 0 ] || echo "status $status"
	grep -v '^#' out | cut -f 5,8 | tr '\t\n' '= '
}
is "no overlay" "" "$(streams base.dtb)"
is "one" "/dma@2000=0x1 " "$(streams -a one.dtbo base.dtb)"
is "in the order given" "/dma@2000=0x2 " \
	"$(streams -a one.dtbo --overlay two.dtbo base.dtb)"
is "the other order" "/dma@2000=0x1 " \
	"$(streams -a two.dtbo -a one.dtbo base.dtb)"
is "a new node" "/gpu@3000=0x3 " "$(streams base.dtb -a node.dtbo)"
is "for every file, from its own original" \
	"/gpu@3000=0x3 /gpu@3000=0x3 /gpu@3000=0x3 " \
	"$(streams -a node.dtbo base.dtb base.dtb base.dtb)"
is "with jobs" "/gpu@3000=0x3 /gpu@3000=0x3 /gpu@3000=0x3 " \
	"$(streams -j 3 -a node.dtbo base.dtb base.dtb base.dtb)"
is "on a source, which is compiled with its labels" "/dma@2000=0x1 " \
	"$(streams -a one.dtbo base.dts)"
iommuplan plan -f json -a one.dtbo -a off.dtbo base.dtb
expect "an overlay that disables the IOMMU" 0 '"reason":"iommu-disabled"' out
cp base.dtb before
iommuplan plan -a node.dtbo base.dtb
same "the file itself is left alone" before base.dtb

iommuplan plan -f json -a lost.dtbo base.dtb
expect "a label that is not there" 3 \
	'^iommuplan: base.dtb: overlay lost.dtbo does not apply: FDT_ERR_NOTFOUND'
iommuplan plan -f json -a one.dtbo base.dtb nolabels.dtb base.dtb
expect "a tree without labels" 3 'nolabels.dtb: overlay one.dtbo does not apply'
is "the others are done" 2 "$(grep -c '"schema"' out || true)"
iommuplan plan -a one.dtbo -a lost.dtbo base.dtb
expect "the overlay at fault is named" 3 'overlay lost.dtbo does not'

# An overlay is needed for every file: one that cannot be read ends the run.
iommuplan plan -a absent.dtbo base.dtb
expect "an overlay that is not there" 4 'absent.dtbo: No such file'
head -c 200 one.dtbo >short.dtbo
iommuplan plan -a short.dtbo base.dtb
expect "an overlay cut short" 3 'short.dtbo: at byte 0x4: '
: >empty.dtbo
iommuplan plan -a empty.dtbo base.dtb
expect "an empty overlay" 3 'empty.dtbo: empty'
iommuplan plan -a base.dtb base.dtb
expect "a tree that is no overlay" 3 'base.dtb: is no overlay'
head -c 100 base.dtb >half.dtb
iommuplan plan -f json -a one.dtbo half.dtb base.dtb
expect "a broken tree under an overlay" 3 'half.dtb: at byte 0x4: '

# Much larger than the tree it goes into.
{
	echo '/dts-v1/; /plugin/; &{/} {'
	i=0
	while [ "$i" -lt 3000 ]; do
		printf 'n%d@%x { compatible = "test,n"; iommus = <&smmu %d>; };\n' \
			"$i" "$i" "$i"
		i=$((i + 1))
	done
	echo '};'
} >large.dts
dtc -q -@ -I dts -O dtb -o large.dtbo large.dts
streams -a large.dtbo base.dtb >seen
is "an overlay much larger than its tree" 3000 "$(tr ' ' '\n' <seen | grep -c =0x)"

finish
