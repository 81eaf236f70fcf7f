#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A mend that lint is sure of: its overlay compiles, applies, and the finding
# is gone; for every bad snippet of the rules' pages that has one, too.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$tmp"
cat "$top/tests/lint/board.dtsi" - >board.dts <<'DTS'
/ {
	dma@500000 {
		compatible = "x,dma";
		reg = <0x500000 0x1000>;
		iommus = <&smmu 1>, <&smmu 2>, <&smmu 1>, <&smmu 3>;
	};
	pcie@600000 {
		compatible = "pci-host-ecam-generic";
		reg = <0x600000 0x1000>;
		device_type = "pci";
		#address-cells = <3>;
		#size-cells = <2>;
		iommu-map = <0x0 &smmu 0x100 0x100>, <0x100 &smmu 0x200 0x0>,
			<0x200 &smmu 0x300 0x100>;
	};
};
DTS
only="-W no-all -W iommus-repeated-entry -W iommu-map-empty-row"

# mend NAME TREE.dtb WARNINGS: the tree with its mends applied, mended.dtb
mend()
{
	# shellcheck disable=SC2086 # several options
	iommuplan lint --fix-overlay mend.dts $3 "$2"
	if dtc -q -@ -O dtb -o mend.dtbo mend.dts 2>"$tmp/err" &&
		fdtoverlay -i "$2" -o mended.dtb mend.dtbo 2>"$tmp/err"; then
		ok "$1: applies"
	else
		not_ok "$1: applies" "$(head -n 3 "$tmp/err"; cat mend.dts)"
		cp "$2" mended.dtb
	fi
}

dtc -q -@ -O dtb -o labels.dtb board.dts
dtc -q -O dtb -o plain.dtb board.dts
for tree in labels plain; do
	mend "$tree" "$tree.dtb" "$only"
	expect "the message says it" 0 "; to fix it, remove entry 2 \[iommus-rep" "$tmp/out"
	expect "and for a row" 0 "; to fix it, remove entry 1 \[iommu-map-empty" "$tmp/out"
	is "$tree: what is left" "1 2 3" "$(fdtget -t x mended.dtb /dma@500000 iommus |
		awk '{ print $2, $4, $6 }')"
	is "$tree: rows" "0 100 100 200 300 100" "$(fdtget -t x mended.dtb /pcie@600000 iommu-map |
		awk '{ print $1, $3, $4, $5, $7, $8 }')"
	# shellcheck disable=SC2086 # several options
	iommuplan lint -q --notes $only mended.dtb
	is "$tree: findings are gone" "" "$(cat "$tmp/out")"
	expect "$tree: whoever reviews it is told" 0 \
		'\* iommus-repeated-entry: entry 2 is the same as entry 0' mend.dts
done
mend labels labels.dtb "$only"
expect "labels where the tree has them" 0 'iommus = <&smmu 0x1 &smmu 0x2 &smmu 0x3>;' mend.dts
mend plain plain.dtb "$only"
expect "numbers else" 0 'iommus = <0x([0-9a-f]*) 0x1 0x\1 0x2 0x\1 0x3>;' mend.dts
iommuplan lint -f json labels.dtb
expect "JSON has it by itself" "$status" '"fix":"remove entry 2"' "$tmp/out"
iommuplan lint --fix-overlay none.dts "$top/examples/boards/juno-r2.dts"
run sh -c 'dtc -q -@ -O dtb -o none.dtbo none.dts && fdtoverlay -i plain.dtb -o same.dtb none.dtbo'
expect "nothing to mend is an overlay" 0
iommuplan lint --fix-overlay both.dts labels.dtb plain.dtb
expect "one tree only" 2 "plain.dtb: an overlay of fixes is for one tree"
iommuplan lint --fix-overlay /nowhere/x.dts labels.dtb
expect "a place that is not there" 4 "/nowhere/x.dts"

# pairs TREE.dtb: "rule node" of each finding with a mend
pairs()
{
	# shellcheck disable=SC2086 # several options
	iommuplan lint -f json $words "$1"
	sed -n '/"fix":null/d
		s/.*"rule":"\([^"]*\)".*"node":"\([^"]*\)".*/\1 \2/p' "$tmp/out" | sort -u
}

tried=0
for page in "$top"/schemas/rules/*.md; do
	rm -f [0-9]*.dts [0-9]*.words
	awk '/^```dts bad/ { n++; print substr($0, 12) >(n ".words"); print "" >(n ".dts"); on = 1; next }
		/^```$/ { on = 0 } on { print >(n ".dts") }' "$page"
	for snippet in [0-9]*.dts; do
		[ -f "$snippet" ] || continue
		cat "$top/tests/lint/board.dtsi" "$snippet" >whole.dts
		dtc -q -@ -f -O dtb -o whole.dtb whole.dts 2>/dev/null || continue
		words=$(cat "${snippet%.dts}.words")
		pairs whole.dtb >before
		[ -s before ] || continue
		tried=$((tried + 1))
		name="$(basename "$page" .md) ${snippet%.dts}"
		mend "$name" whole.dtb "$words"
		pairs mended.dtb >left
		is "$name: gone" "" "$(comm -12 before left)"
	done
done
echo "mends of $tried snippets tried"
is "snippets with mends were seen" yes "$([ "$tried" -ge 2 ] && echo yes)"
finish
