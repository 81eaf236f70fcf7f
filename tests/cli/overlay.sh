#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# --overlay: applied in order, to every tree, or told why not.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

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
	grep -v -e '^#' -e names-no-iommu out | cut -f 5,8 | tr '\t\n' '= '
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
expect "a tree that is no overlay" 3 'base.dtb: is not an overlay'
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

# libfdt looks every place up from the start: minutes, if nobody counts before.
many()
{
	echo '/dts-v1/; /plugin/; &smmu {'
	i=0
	while [ "$i" -lt "$1" ]; do
		echo "p$i = <&smmu>;"
		i=$((i + 1))
	done
	echo '};'
}
many 9000 >dense.dts
dtc -q -@ -I dts -O dtb -o dense.dtbo dense.dts
iommuplan plan -a dense.dtbo base.dtb
expect "one that would take minutes" 3 'dense.dtbo: has too many nodes and references'
many 900 >dense.dts
dtc -q -@ -I dts -O dtb -o dense.dtbo dense.dts
iommuplan plan -a dense.dtbo base.dtb
expect "of a tenth of its size" 0

# A node that has a phandle keeps it, whatever the libfdt that this is linked
# with: versions before 1.7.1 put the overlay's in its place.
cat >kept.dts <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a57"; reg = <0>; }; };
	smmu: iommu@1000 { compatible = "arm,smmu-v3"; reg = <0x1000 0x20000>;
		#iommu-cells = <1>; };
	gpu: gpu@30000 { compatible = "test,gpu"; reg = <0x30000 0x1000>; };
	dma@40000 { compatible = "test,dma"; reg = <0x40000 0x1000>; iommus = <&smmu 1>; };
	friend { gpu = <&gpu>; };
};
DTS
dtc -q -@ -I dts -O dtb -o kept.dtb kept.dts
overlay labelled '/ { fragment@0 { target = <&gpu>;
	frag0: __overlay__ { iommus = <&smmu 5>; }; };
	__overrides__ { on = <&frag0>, "status"; }; };'
overlay own_label '&{/} { s: iommu@1000 { };
	dma@50000 { compatible = "test,dma"; reg = <0x50000 0x1000>; iommus = <&s 2>, <&s 3>; }; };'
overlay again '&smmu { }; &{/} { mmu_again: iommu@1000 { dma-coherent; }; };'
overlay on_target '/ { fragment@0 { target = <&smmu>; frag: __overlay__ { dma-coherent; }; }; };'
overlay mixed '&{/} { s: iommu@1000 { }; n: new@60000 { compatible = "test,new"; reg = <0x60000 0x1000>;
	iommus = <&s 6>; }; links { to = <&n &s &n>; }; };'

# A fragment may be for a node that another one brings. libfdt finds it by the
# number that a label on its __overlay__ then replaces, and does not apply it.
new='fragment@0 { target-path = "/"; __overlay__ { n: new@60000 { compatible = "test,new";
	reg = <0x60000 0x1000>; }; }; };'
overlay chained "/ { $new fragment@1 { target = <&n>; __overlay__ { iommus = <&smmu 7>; }; }; };"
overlay chained_label "/ { $new fragment@1 { target = <&n>; l: __overlay__ { iommus = <&smmu 7>; }; }; };"
is "a fragment for another's node" "/dma@40000=0x1 /new@60000=0x7 " "$(streams -a chained.dtbo kept.dtb | tr ' ' '\n' | sort | tr '\n' ' ' | sed 's/^ //')"
iommuplan plan -a chained_label.dtbo kept.dtb
expect "with a label" 3 'chained_label.dtbo does not apply: FDT_ERR_NOTFOUND'
if have fdtoverlay; then
	run fdtoverlay -i kept.dtb -o merged.dtb chained_label.dtbo
	is "as fdtoverlay has it" yes "$([ "$status" = 0 ] || echo yes)"
fi

is "a fragment with a label" "/gpu@30000=0x5 /dma@40000=0x1 " \
	"$(streams -a labelled.dtbo kept.dtb)"
iommuplan plan -a labelled.dtbo kept.dtb
expect "is a warning" 0 '^iommuplan: labelled.dtbo: warning: assigns a phandle to /gpu@30000, .*libfdt before 1.7.1 .* to it$'
is "a node of the tree with a label of the overlay's" \
	"/dma@50000=0x2 /dma@50000=0x3 /dma@40000=0x1 " "$(streams -a own_label.dtbo kept.dtb)"
iommuplan plan -a own_label.dtbo kept.dtb
expect "which Linux refuses" 0 'Linux itself .* refuses'
iommuplan plan -q -a own_label.dtbo kept.dtb
is "not with --quiet" "" "$(cat err)"
is "a node that both have labelled" "/dma@40000=0x1 " "$(streams -a again.dtbo kept.dtb)"
is "a label on the fragment" "/dma@40000=0x1 " "$(streams -a on_target.dtbo kept.dtb)"
is "the overlay's own phandles beside it" "/new@60000=0x6 /dma@40000=0x1 " \
	"$(streams -a mixed.dtbo kept.dtb)"
iommuplan build -a mixed.dtbo -o merged.dtb kept.dtb
new=$(fdtget -t x merged.dtb /new@60000 phandle)
mmu=$(fdtget -t x kept.dtb /iommu@1000 phandle)
is "and both kinds of reference in one property" "$new $mmu $new" \
	"$(fdtget -t x merged.dtb /links to)"

# As the kernel's build compiles it: labels in it give no phandles.
printf '/dts-v1/;\n/plugin/;\n&{/} { s: iommu@1000 { dma-coherent; }; };\n' >plain.dtso
iommuplan plan -a plain.dtso kept.dts
is "a .dtso is compiled without -@" "" "$(cat err)"

overlay sleeping '/ { fragment@0 { target = <&gpu>; __dormant__ { iommus = <&smmu 9>; }; }; };'
iommuplan plan -f tsv -a sleeping.dtbo kept.dtb
expect "a dormant fragment" 0 'sleeping.dtbo: 1 fragment is dormant'
is "is not applied" "" "$(grep "gpu.*0x9" out || true)"
iommuplan plan -a lost.dtbo kept.dtb
expect "the missing label" 3 'FDT_ERR_NOTFOUND: it refers to the label nowhere, which the tree does not'
iommuplan plan -a lost.dtbo nolabels.dtb
expect "no labels at all" 3 'refers to the label nowhere, but the tree exports no labels: .*dtc -@'

# Lists of places that dtc would not write, which libfdt does not check.
# places NAME NODE...: an overlay with them, refused for NAME
places()
{
	cat >places.dts <<-DTS
	/dts-v1/;
	/ { fragment@0 { target-path = "/"; __overlay__ { a = <1 2>; phandle = <5>; }; };
		$2 };
	DTS
	dtc -q -f -I dts -O dtb -o places.dtbo places.dts 2>dtc.err || true
	iommuplan plan -a places.dtbo base.dtb
	expect "$1" 3 "^iommuplan: places.dtbo: its ${3:-__local_fixups__ points outside}"
}
local_fixup()
{
	places "$1" "__local_fixups__ { $2 };"
}
fixup()
{
	places "$1" "__fixups__ { smmu = $2; };" "${3:-__fixups__ points outside}"
}
local_fixup "a local fixup beyond its property" 'fragment@0 { __overlay__ { a = <5>; }; };'
local_fixup "far beyond it" 'fragment@0 { __overlay__ { a = <0x76697274>; }; };'
local_fixup "beyond it, where the sum wraps" 'fragment@0 { __overlay__ { a = <0xfffffffc>; }; };'
local_fixup "of a property that is not there" 'fragment@0 { __overlay__ { b = <0>; }; };'
local_fixup "of a node that is not there" 'fragment@1 { };'
local_fixup "of half an offset" 'fragment@0 { __overlay__ { a = [00 00]; }; };'
local_fixup "of a phandle, which is renumbered" 'fragment@0 { __overlay__ { phandle = <0>; }; };'
local_fixup "of itself" '__local_fixups__ { }; a = <0>;'
local_fixup "of the list itself" '__local_fixups__ { x = <0>; }; x = <0>;'
fixup "a fixup beyond its property" '"/fragment@0/__overlay__:a:5"'
fixup "where the sum wraps" '"/fragment@0/__overlay__:a:4294967292"'
fixup "in front of it" '"/fragment@0/__overlay__:a:-4"'
fixup "of a property that is not there" '"/fragment@0/__overlay__:b:0"'
fixup "of the list itself" '"/__fixups__:smmu:0"'
fixup "of no offset" '"/fragment@0/__overlay__:a:"' '__fixups__ is not a list'
fixup "of no property" '"/fragment@0/__overlay__"' '__fixups__ is not a list'
fixup "by an alias" '"alias:a:0"' '__fixups__ is not a list'
fixup "without an end" '[2f 3a 61]' '__fixups__ is not a list'

# An overlay is not a tree.
for command in plan lint build; do
	[ "$command" != build ] || command='build -o d'
	# shellcheck disable=SC2086 # two words
	iommuplan $command labelled.dtbo
	expect "$command of an overlay" 3 'labelled.dtbo: is an overlay, not a tree: .* -a'
done
iommuplan plan sleeping.dtbo
expect "one that is all dormant" 3 'is an overlay'
mkdir many
cp kept.dtb many/a.dtb
cp labelled.dtbo many/b.dtb
cp own_label.dtbo many/c.dtb
for jobs in 1 2; do
	iommuplan plan -f json -j $jobs many
	expect "in a directory, -j $jobs" 0 '2 overlays, trees of other architectures or images without a tree skipped'
	is "the tree is planned" 1 "$(wc -l <out | tr -d ' ')"
done
iommuplan plan -q -f json many
is "quietly" "" "$(cat err)"
iommuplan build -o made many
expect "build" 0 '2 overlays'
rm many/a.dtb
iommuplan plan many
expect "nothing else in it" 3 'many: no tree of an arm'

finish
