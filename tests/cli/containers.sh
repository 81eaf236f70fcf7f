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
	sed 's/"file":"[^"]*"/"file":""/; s/"assumed":{[^}]*},//'
}

# spelled OPTION...: what the next containers say of the boot is what these say
spelled()
{
	"$plan_bin" plan -q -f json "$@" ../juno-r2.dtb | nameless >../a
	"$plan_bin" plan -q -f json "$@" ../rk3399-rockpro64.dtb | nameless >../b
}

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
spelled
holds two "a b" 'two:dtb[0]' 'two:dtb[1]'
holds padded "a b" 'padded:dtb[0]' 'padded:dtb[1]'
is "padding is nothing to tell" "" "$(cat "$tmp/err")"
holds rest a rest
expect "what follows a tree" 0 'rest: at byte 0x[0-9a-f]+: warning: the data after the tree is neither'
holds a.gz a a.gz
holds two.gz "a b" 'two.gz:dtb[0]' 'two.gz:dtb[1]'
for version in 1 2 3; do
	holds qcdt$version "a b" "qcdt$version:dtb[0]" "qcdt$version:dtb[1]"
done
holds table "a b" 'table:dtb[0]' 'table:dtb[1]'
holds table-gz a 'table-gz:dtb[0]'
if have zstd; then
	holds a.zst a a.zst
	holds two.zst "a b" 'two.zst:dtb[0]' 'two.zst:dtb[1]'
else
	skip "trees in zstd" "zstd is not installed"
fi
holds uimage-tree a 'uimage-tree:dtb[0]'
spelled --bootargs console=x
holds vendor_boot a 'vendor_boot:dtb[0]'
holds vendor_boot-text a 'vendor_boot-text:dtb[0]'

# A kernel says its version and its page size.
linux="-k 6.12.117+deb13-arm64 --page-size 4k"
# shellcheck disable=SC2086 # options are words
spelled $linux
holds Image-dtb a 'Image-dtb:dtb[0]'
holds Image.gz-dtb "a b" 'Image.gz-dtb:dtb[0]' 'Image.gz-dtb:dtb[1]'
holds uImage-dtb "a b" 'uImage-dtb:dtb[0]' 'uImage-dtb:dtb[1]'
holds uimage-multi b 'uimage-multi:dtb[0]'
holds uki-hwids "a a b" uki-hwids:.dtb 'uki-hwids:.dtbauto[0]' 'uki-hwids:.dtbauto[1]'
expect "machines of .hwids" 0 'uki-hwids:.dtbauto\[0\]: .hwids selects it, .* for Juno .x1b\[1m, One more$'
is "are told of their tree alone" 1 "$(grep -c hwids\ selects "$tmp/err")"
iommuplan plan uki-hwids-cut
expect "rows that lead nowhere" 0
holds zboot-dtb a 'zboot-dtb:dtb[0]'
is "from where it is known" '"assumed":{"vendor":null,"page_size":4096,"config":null,"kernel_from":"container"}' \
	"$(grep -o '"assumed":{[^}]*}' "$tmp/out")"
holds zstd-dtb a 'zstd-dtb:dtb[0]'
holds uki-plain "a b a" uki-plain:.dtb 'uki-plain:.dtbauto[0]' 'uki-plain:.dtbauto[1]'
holds uki-lie a uki-lie:.dtb
expect "a label that lies" 0 'uki-lie: warning: .uname is 9.9.9, but the kernel is 6.12.117'
# shellcheck disable=SC2086
spelled $linux --bootargs "console=x iommu.passthrough=1"
holds uki-cmdline a uki-cmdline:.dtb
iommuplan plan uki-cmdline
expect "and shown" 0 "^  From the image: Linux 6.12.117.deb13-arm64, boot arguments 'console=x iommu.passthrough=1'$" "$tmp/out"
# shellcheck disable=SC2086
spelled $linux --bootargs console=x
holds boot0 "a b" 'boot0:dtb[0]' 'boot0:dtb[1]'
holds boot2 "a b" 'boot2:dtb[0]' 'boot2:dtb[1]'
holds boot2-table "b a" 'boot2-table:dtb[0]' 'boot2-table:dtb[1]'
holds boot-qcdt "a b" 'boot-qcdt:dtb[0]' 'boot-qcdt:dtb[1]'
holds boot3-gz a 'boot3-gz:dtb[0]'
# mkbootimg cuts a long one within a word.
# shellcheck disable=SC2086
spelled $linux --bootargs "$(printf 'a%.0s' $(seq 490)) iommu.passthrough=1 b"
holds boot2-long a 'boot2-long:dtb[0]'

# Profiles: the base's sections, but for those of their own. What boots alike
# is planned once.
# shellcheck disable=SC2086
spelled $linux --bootargs quiet
holds uki "b b a a" uki:@0:.dtb 'uki:.dtbauto[0]' 'uki:.dtbauto[1]' uki:.dtb
# shellcheck disable=SC2086
spelled $linux --bootargs iommu.passthrough=1
cp ../a ../c
# shellcheck disable=SC2086
spelled $linux --bootargs quiet
holds uki-profiles "a c c" uki-profiles:.dtb uki-profiles:@1:.dtb 'uki-profiles:@1:.dtbauto[0]'

# Its configuration, CONFIG_CMDLINE included, and what a compression hides.
# shellcheck disable=SC2086
spelled $linux --kernel-config config
holds uki-config a uki-config:.dtb
is "the container's" '"config":"container"' "$(grep -o '"config":"[^"]*"' "$tmp/out")"
spelled
holds uki-lz4 a uki-lz4:.dtb
expect "a kernel that is not read" 0 'uki-lz4:.dtb: its kernel is compressed with lz4 and its version is not read'
spelled -k 6.1
iommuplan plan -k 6.1 -f json uki-plain
grep '"file":"uki-plain:.dtb"' "$tmp/out" | nameless >../seen
# The page size is still the image's.
same "an option has the last word" ../a ../seen
iommuplan plan uki-future
expect "newer than any known" 0 'uki-future:.dtb: its kernel 99.1.0 is newer than the newest known'
iommuplan plan uki-old
expect "older than any known" 3 'uki-old:.dtb: its kernel 2.6.32 is older than the oldest known, .*gives a different one'

# A kernel image instead of a version, and of a configuration
for kernel in Image Image.gz zboot kernel.zst uki-plain boot2 uImage; do
	"$plan_bin" plan -q -f json -k $kernel ../juno-r2.dtb | nameless >../seen
	# shellcheck disable=SC2086
	spelled $linux
	same "-k $kernel" ../a ../seen
done
"$plan_bin" plan -q -f json -k uki-config ../juno-r2.dtb | nameless >../seen
# shellcheck disable=SC2086
spelled $linux --kernel-config config
same "-k FILE with a configuration in it" ../a ../seen
"$plan_bin" plan -q -f json -k 6.12.117+deb13-arm64 --page-size 4k --kernel-config uki-config ../juno-r2.dtb |
	nameless >../seen
same "--kernel-config of a kernel" ../a ../seen
iommuplan plan --kernel-config Image ../juno-r2.dtb
expect "a kernel without one" 2 'Image: a kernel image without a configuration in it'
iommuplan plan -k ../juno-r2.dtb ../juno-r2.dtb
expect "-k of something else" 2 'juno-r2.dtb: neither a kernel version nor a kernel image'
iommuplan diff --from-kernel Image --to-kernel 7.2 ../juno-r2.dtb
case $status in
0 | 1) ok "diff --from-kernel FILE" ;;
*) not_ok "diff --from-kernel FILE" "$(cat "$tmp/err")" ;;
esac
iommuplan build -o ../built uki-cmdline
expect "build" 0
expect "its plan" 0 '"kernel":"6.12.117".*"kernel_from":"container"' "$(echo ../built/*.plan.json)"
iommuplan lint --notes uki-cmdline
case $status in
0 | 1) ok "lint" ;;
*) not_ok "lint" "$(cat "$tmp/err")" ;;
esac
expect "lint sees its boot arguments" "$status" 'bootargs' "$tmp/out"
iommuplan plan -k 6.1..7.2 -f json uki-cmdline
expect "a range" 0 '"bootargs":"console=x iommu.passthrough=1"' "$tmp/out"

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
refuses zboot-lz4 'is a kernel image, compressed with lz4 and its version not read, without a device tree$'
refuses uImage 'is a U-Boot legacy image of Linux 6\.12\.117'
refuses boot.scr "is a U-Boot script, which is not interpreted"
refuses uimage-sum 'at byte 0x18 of a U-Boot legacy image: the checksum of the data does not match'
refuses uimage-size 'at byte 0xc of a U-Boot legacy image: the part is beyond'
refuses uimage-endless 'at byte 0x1d0 of a U-Boot legacy image: the list of sizes is not terminated'
refuses uimage-beyond 'at byte 0x44 of a U-Boot legacy image: the part is beyond'
refuses nested.gz '.*deeper ones are not read'
refuses bomb.gz '.*unpacks to more'
refuses table-zlib 'at byte 0x30 of a DTB table: compressed with zlib'
refuses bad-dtb-size 'at byte 0x670 of an Android boot image: the part is beyond'
refuses bad-kernel-size 'at byte 0x8 of an Android boot image: the part is beyond'
refuses bad-page 'at byte 0x24 of an Android boot image: not a page size'
refuses bad-count 'at byte 0x[0-9a-f]+ of a DTB table: the'
refuses bad-offset 'at byte 0x[0-9a-f]+ of a DTB table: the file ends'
for file in boot2-none uimage-none; do
	iommuplan plan $file
	expect "$file: a tree that is none" 3 "$file:dtb.0.: at byte 0x[01]"
done
iommuplan plan table-itself
expect "a table in itself" 3 'table-itself:dtb.*deeper ones are not read'
refuses bad-rows 'at byte 0x[0-9a-f]+ of a QCDT table: '
refuses bad-section 'at byte 0x[0-9a-f]+ of a PE image: the part is beyond'
refuses bad-sections 'at byte 0x[0-9a-f]+ of a PE image: the'
iommuplan plan bad-pe
expect bad-pe 3

# In a directory they are known by their content: compressed ones by what their
# first bytes unpack to. Links do not lead out of it.
mkdir -p ../dir/sub ../elsewhere
cp a.gz ../dir/board.dtb.gz
cp uki-cmdline ../dir/sub/image.efi
cp Image Image.gz zboot-lz4 uki-bare ../dir
echo text | gzip -c >../dir/text.gz
cp a.gz ../elsewhere
ln -s ../elsewhere/a.gz ../dir/out.gz
ln -s sub/image.efi ../dir/in.efi
names="../dir/board.dtb.gz ../dir/in.efi:.dtb ../dir/sub/image.efi:.dtb"
if have zstd; then
	cp a.zst ../dir/other.dtb.zst
	echo text | zstd -q -c >../dir/text.zst
	names="../dir/board.dtb.gz ../dir/in.efi:.dtb ../dir/other.dtb.zst ../dir/sub/image.efi:.dtb"
fi
iommuplan plan -f json ../dir
expect "a directory" 0 '4 overlays, trees of other architectures or images without a tree skipped'
is "a directory: names" "$names" "$(grep -o '"file":"[^"]*"' "$tmp/out" | sed 's/"file":"//; s/"$//' | tr '\n' ' ' | sed 's/ $//')"
cp boot.scr ../dir
iommuplan plan -f json ../dir
expect "a script beside" 0 'boot.scr: is a U-Boot script'
rm ../dir/boot.scr
iommuplan plan -f json ../dir
is "and nothing is told of others" 1 "$(wc -l <"$tmp/err" | tr -d ' ')"
mkdir ../kernels
cp Image uki-bare ../kernels
iommuplan plan ../kernels
expect "kernels alone" 3 'kernels: no tree of an arm or arm64 machine'

# Cut anywhere, each is a plan or an error, and nothing else.
for file in boot2 table qcdt3 uki uki-config zboot-dtb a.zst vendor_boot; do
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
