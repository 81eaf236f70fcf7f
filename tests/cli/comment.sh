#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# diff -f markdown of directories is a comment: 65,536 characters at most, the sum
# on top, what is worst first, and nothing left open.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc jq
cd "$tmp"

# tree FILE MASTERS BROKEN: so many masters, the last of which name no IOMMU
tree()
{
	{
		printf '/dts-v1/;\n/ { compatible = "v,b"; #address-cells = <1>; #size-cells = <1>;\n'
		printf 'cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a53"; reg = <0>; }; };\n'
		printf 's: iommu@1000 { compatible = "arm,smmu-v3"; reg = <0x1000 0x20000>; #iommu-cells = <1>; };\n'
		i=1
		while [ $i -le "$2" ]; do
			[ $i -le $(($2 - $3)) ] && echo "m$i: dma@${i}00000 { compatible = \"v,d\"; reg = <0x${i}00000 16>; iommus = <&s $i>; };" ||
				echo "m$i: dma@${i}00000 { compatible = \"v,d\"; reg = <0x${i}00000 16>; iommus = <0xdead $i>; };"
			i=$((i + 1))
		done
		echo '};'
	} | dtc -q -I dts -O dtb -o "$1" -
}
mkdir old new
n=1
while [ $n -le 30 ]; do
	name=$(printf 'vendor-board-with-a-rather-long-name-%02d.dtb' $n)
	tree "old/$name" 30 0
	# Most lose masters, which is an error; some get one more.
	if [ $((n % 3)) = 0 ]; then
		tree "new/$name" 31 0
	else
		tree "new/$name" 30 25
	fi
	n=$((n + 1))
done
cp "old/$name" old/gone.dtb
cp "old/$name" new/come.dtb
cp "old/$name" new/came.dtb

# fits NAME: what all such comments are
fits()
{
	is "$1: fits" yes "$([ "$(wc -c <"$tmp/out")" -le 65536 ] && echo yes)"
	is "$1: what is folded is closed" "$(grep -c '^<details>' "$tmp/out")" "$(grep -c '^</details>' "$tmp/out")"
}

iommuplan diff -k 7.2 -f markdown old new
expect "differences" 1
fits "many trees"
cp out comment
"$plan_bin" diff -k 7.2 -f json old new >findings || :
sum=$(jq -rs '[.[] | .severity] | group_by(.) | map({(.[0]): length}) | add |
	"\(.error) errors, \(.warning // 0) warnings, \(.note) notes"' findings | sed 's/ 0 warnings,//')
is "the sum is that of JSON, and on top" "## IOMMU groups: $sum in 33 trees" "$(head -n 1 comment)"
is "what is worst comes first" "" "$(awk '/^### / { section = $0 }
	/^\| note/ && !bad { notes = section } /^\| \*\*error/ && notes && notes != section { print; exit }' comment)"
is "what is left out is counted" 1 "$(grep -cE '^[0-9]+ more trees differ' comment)"
for name in gone come came; do
	is "$name.dtb is named" 1 "$(grep -c "/$name.dtb" comment)"
done
is "alone they are listed" "<details><summary>2 new trees</summary>" \
	"$(grep 'new trees<' comment)"

iommuplan diff -k 7.2 -f markdown old/gone.dtb new/come.dtb
is "one tree without differences" 1 "$(grep -c '^###' out)"
iommuplan diff -k 7.2 -f markdown old new -j 2
same "with jobs" comment out
mkdir same
cp "old/$name" same/a.dtb 2>/dev/null || cp old/gone.dtb same/a.dtb
iommuplan diff -k 7.2 -f markdown same same
expect "directories without differences" 0
is "print nothing" "" "$(cat out)"

# One tree that is too long by itself
tree big.dtb 600 0
tree worse.dtb 600 600
iommuplan diff -k 7.2 -f markdown big.dtb worse.dtb
fits "one tree"
is "its rows are counted" 1 "$(grep -cE '^[0-9]+ more rows of this tree' out)"
printf 'full' >keep.md
run sh -c "TMPDIR=/nowhere '$plan_bin' diff -q -k 7.2 -f markdown -o keep.md old new"
is "no place to make it" "4 full" "$status $(cat keep.md)"
finish
