#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# lint --by finding: each finding once, with the trees that have it.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if ! have dtc; then
	skip "lint --by finding" "no dtc"
	finish
fi
cd "$tmp"
mkdir all
for n in 1 2 3 4 5; do
	{
		cat "$top/tests/lint/board.dtsi"
		echo '/ { x@100000 { compatible = "v,d"; reg = <0x100000 1>; iommus = <0x99 1>; }; };'
		[ $n != 3 ] || echo '/ { a@200000 { compatible = "v,d"; reg = <0x200000 1>; iommus = <0x99 1>; }; };'
		[ $n != 4 ] || echo '&pcie { status = "okay"; /delete-property/ iommu-map; };'
	} >t.dts
	dtc -q -@ -f -I dts -O dtb -o all/$n.dtb t.dts
done

iommuplan lint --by finding all
expect "what five trees have is one line" 1 \
	'^/x@100000:iommus: error: .* in 5 trees: all/1.dtb, all/2.dtb, all/3.dtb and 2 more$' out
expect "what one has is another" 1 '^/a@200000:iommus: error: .* in 1 tree: all/3.dtb$' out
is "the more trees, the earlier" "x a" "$(sed -n 's/^.\([xa]\)@.*/\1/p' out | tr '\n' ' ' | sed 's/ $//')"
is "the sum counts all" "6 errors, 1 note in 5 trees; --notes shows the notes" "$(tail -n 1 out)"
is "notes are not shown" 3 "$(wc -l <out)"
iommuplan lint -j 4 --notes --by finding all
expect "unless asked for" 1 ': note: .* in 1 tree: all/4.dtb' out
iommuplan lint --by finding -f json all
expect "json" 1 '"rule":"iommus-bad-phandle".*"files":\["all/1.dtb","all/2.dtb","all/3.dtb","all/4.dtb","all/5.dtb"\]' out
expect "has notes too" 1 '"severity":"note"' out
iommuplan lint -k 6.1..7.2 --by finding all
expect "over a range" 1 '\(Linux 6.1..7.2\) in 5 trees' out
iommuplan lint --by finding -f sarif all
expect "other formats are by tree" 2 'not a format of --by finding'
iommuplan lint --by board all
expect "other words" 2 'board'

finish
