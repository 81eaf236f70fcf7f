#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Files that boots carry around trees: each gives the plans of the trees in it,
# under the names that the contract has for them, and a hostile one an error
# with the offset.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs python3
board juno-r2
board rk3399-rockpro64
cd "$tmp"
mkdir in
python3 "$top/tests/cli/containers.py" juno-r2.dtb rk3399-rockpro64.dtb in
cd in

nameless()
{
	sed 's/"file":"[^"]*"/"file":""/'
}
"$plan_bin" plan -q -f json ../juno-r2.dtb | nameless >../a
"$plan_bin" plan -q -f json ../rk3399-rockpro64.dtb | nameless >../b

# holds FILE PLANS NAME...: the plans, a and b, in this order, and their names
holds()
{
	file=$1
	plans=$2
	shift 2
	iommuplan plan -f json "$file"
	expect "$file" 0
	grep -o '"file":"[^"]*"' "$tmp/out" >../names || true
	is "$file: names" "$*" "$(sed 's/"file":"//; s/"$//' ../names | tr '\n' ' ' | sed 's/ $//')"
	nameless <"$tmp/out" >../seen
	for plan in $plans; do cat "../$plan"; done >../wanted
	same "$file: plans" ../wanted ../seen
}
holds two "a b" 'two:dtb[0]' 'two:dtb[1]'
holds padded "a b" 'padded:dtb[0]' 'padded:dtb[1]'
is "padding is nothing to tell" "" "$(cat "$tmp/err")"
holds rest a rest
expect "what follows a tree" 0 'rest: at byte 0x[0-9a-f]+: warning: what follows the tree is neither'
holds a.gz a a.gz
holds two.gz "a b" 'two.gz:dtb[0]' 'two.gz:dtb[1]'
holds Image-dtb a 'Image-dtb:dtb[0]'
holds Image.gz-dtb "a b" 'Image.gz-dtb:dtb[0]' 'Image.gz-dtb:dtb[1]'
holds boot0 "a b" 'boot0:dtb[0]' 'boot0:dtb[1]'
holds boot2 "a b" 'boot2:dtb[0]' 'boot2:dtb[1]'
holds boot2-table "b a" 'boot2-table:dtb[0]' 'boot2-table:dtb[1]'
holds boot-qcdt "a b" 'boot-qcdt:dtb[0]' 'boot-qcdt:dtb[1]'
holds vendor_boot a 'vendor_boot:dtb[0]'
holds table "a b" 'table:dtb[0]' 'table:dtb[1]'
holds table-gz a 'table-gz:dtb[0]'
for version in 1 2 3; do
	holds qcdt$version "a b" "qcdt$version:dtb[0]" "qcdt$version:dtb[1]"
done
holds uki "a b a b" uki:.dtb 'uki:.dtbauto[0]' 'uki:.dtbauto[1]' uki:@0:.dtb

# refuses FILE PATTERN: status 3, and what it says
refuses()
{
	iommuplan plan "$1"
	expect "$1" 3 "^iommuplan: $1: $2"
}
refuses Image 'is a kernel image of Linux 6\.12\.117\+deb13-arm64 without a device tree$'
refuses Image.gz 'is a kernel image of Linux 6\.12\.117'
refuses boot1 'is an Android boot image of Linux 6\.12\.117.* without a device tree$'
refuses uki-bare 'is a PE image of Linux 6\.12\.117.* without a device tree$'
refuses nested.gz '.*read no deeper'
refuses bomb.gz '.*unpacks to more'
refuses table-zlib 'at byte 0x30 of a DTB table: compressed with zlib'
refuses bad-dtb-size 'at byte 0x670 of an Android boot image: the part is beyond'
refuses bad-kernel-size 'at byte 0x8 of an Android boot image: the part is beyond'
refuses bad-page 'at byte 0x24 of an Android boot image: not a page size'
refuses bad-count 'at byte 0x[0-9a-f]+ of a DTB table: the'
refuses bad-offset 'at byte 0x[0-9a-f]+ of a DTB table: the file ends'
iommuplan plan table-itself
expect "a table in itself" 3 'table-itself:dtb.*read no deeper'
refuses bad-rows 'at byte 0x[0-9a-f]+ of a QCDT table: '
refuses bad-section 'at byte 0x[0-9a-f]+ of a PE image: the part is beyond'
refuses bad-sections 'at byte 0x[0-9a-f]+ of a PE image: the'
iommuplan plan bad-pe
expect bad-pe 3

# Cut anywhere, each is a plan or an error, and nothing else.
for file in boot2 table qcdt3 uki vendor_boot; do
	size=$(wc -c <$file)
	for part in 3 11 29 47 61 83; do
		head -c $((size * part / 97)) $file >"cut"
		iommuplan plan -f json "cut"
		case $status in
		0 | 3) ok "$file, cut" ;;
		*) not_ok "$file, cut at $part of 97" "exit status $status" ;;
		esac
	done
done

finish
