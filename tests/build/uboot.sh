#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What --target u-boot adds: the environment and what its chain of commands
# makes of the tree, the script, the FIT source, and what is refused.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"
replay=$top/tests/build/replay.py

needs dtc python3 fdtoverlay
out=$tmp/out.d
board juno-r2
tree=$tmp/juno-r2.dtb

# script NAME: what the script of juno-r2 sets a variable to
script()
{
	sed -n "s/^setenv iommu_$1 //p" "$out/juno-r2.boot.cmd"
}

# sums WHAT FILE: the script has size and sum of FILE as itest.l reads it
sums()
{
	crc=$(python3 -c 'import sys, zlib
print("0x" + zlib.crc32(open(sys.argv[1], "rb").read()).to_bytes(4, "little").hex())' "$2")
	is "the sum of ${2##*/}" "$crc" "$(script "$1_crc32le")"
	is "the size of ${2##*/}" "$(stat -c %s "$2")" "$(($(script "$1_size")))"
}

iommuplan build -k 6.12 --target u-boot -o "$out" "$tree"
expect "--target u-boot" 0
is "eight artefacts" 8 "$(find "$out" -type f | wc -l | tr -d ' ')"
sums dtb "$tree"
sums env "$out/juno-r2.env"
sums merged "$out/juno-r2.iommu.dtb"
sums overlay "$out/juno-r2.iommu.dtbo"
is "the environment is values, and no sums" \
	"iommu_bootargs=$(cat "$out/juno-r2.cmdline") iommu_linux=6.12" \
	"$(grep -v '^#' "$out/juno-r2.env" | xargs)"
is "the words are in the tree for FIT images" "$(cat "$out/juno-r2.cmdline")" \
	"$(fdtget "$out/juno-r2.bootargs.dtb" /chosen bootargs)"
fdtput -d "$out/juno-r2.bootargs.dtb" /chosen bootargs
dtc -q -s -I dtb -O dts -o "$tmp/words.dts" "$out/juno-r2.bootargs.dtb"
dtc -q -s -I dtb -O dts -o "$tmp/annotated.dts" "$out/juno-r2.iommu.dtb"
same "which else is the annotated one" "$tmp/annotated.dts" "$tmp/words.dts"
iommuplan build -k 6.12 --target u-boot --only bootargs --bootargs 'a="b c" iommu.strict=0' \
	-o "$tmp/with" "$tree"
is "after those that were planned with" 'a="b c" iommu.strict=0 iommu.passthrough=0' \
	"$(fdtget "$tmp/with/juno-r2.bootargs.dtb" /chosen bootargs)"

# The commands make what the overlay makes.
for name in juno-r2 rk3588-rock-5b sdm845-db845c; do
	board "$name"
	iommuplan build -k 6.12 --target u-boot -o "$out" "$tmp/$name.dtb"
	run fdtoverlay -i "$tmp/$name.dtb" -o "$tmp/merged.dtb" "$out/$name.iommu.dtbo"
	run python3 "$replay" "$tmp/$name.dtb" "$out/$name.boot.cmd" "$tmp/replayed.dtb"
	expect "$name: every command is one U-Boot takes" 0
	dtc -q -s -I dtb -O dts -o "$tmp/merged.dts" "$tmp/merged.dtb"
	dtc -q -s -I dtb -O dts -o "$tmp/replayed.dts" "$tmp/replayed.dtb"
	same "$name: commands and overlay agree" "$tmp/merged.dts" "$tmp/replayed.dts"
done

# More than "fdt set" can take: 40 masters of a disabled IOMMU
{
	echo '/dts-v1/; / { iommu: iommu@1 { compatible = "arm,mmu-500";'
	echo '#iommu-cells = <1>; status = "disabled"; };'
	for n in $(seq 10 49); do
		echo "a-master-with-a-long-name@$n { compatible = \"x\"; iommus = <&iommu $n>; };"
	done
	echo '};'
} >"$tmp/many.dts"
iommuplan build -k 6.12 --target u-boot -o "$out" "$tmp/many.dts"
expect "too long for a command" 0 \
	'warning: the script has no fdt commands to replace the overlay: /chosen/iommuplan:unprotected-names, [0-9]+ bytes, is longer'
is "and there are none" "setenv iommu_apply" "$(grep '^setenv iommu_apply' "$out/many.boot.cmd")"
expect "the rest of it is there" 0 '^iommu_bootargs=' "$out/many.env"

# Script and FIT source
iommuplan build -k 6.12 --target u-boot -o "$out" "$tree"
is "the script knows its board" "setenv iommu_board juno-r2" \
	"$(grep '^setenv iommu_board' "$out/juno-r2.boot.cmd")"
is "every import names what it takes" "" \
	"$(grep 'env import -' "$out/juno-r2.boot.cmd" |
		grep -Ev 'size} iommu_bootargs iommu_linux$|len} iommu_end; |size} bootargs; ' || true)"
if have mkimage; then
	cp "$tree" "$out/juno-r2.dtb"
	echo kernel >"$out/Image"
	echo initrd >"$out/initrd.img"
	run mkimage -A arm64 -T script -d "$out/juno-r2.boot.cmd" "$tmp/boot.scr"
	expect "mkimage takes the script" 0
	run mkimage -f "$out/juno-r2.its" "$tmp/juno-r2.itb"
	expect "mkimage takes the FIT source" 0
	is "all five images are hashed" 5 "$(mkimage -l "$tmp/juno-r2.itb" | grep -c 'Hash algo: *sha256')"
else
	skip "images of script and FIT source" "mkimage is not installed"
fi

# What is refused
iommuplan build --only env -o "$out" "$tree"
expect "--only env alone" 2 'target u-boot'
iommuplan build --target grub -o "$out" "$tree"
expect "another target" 2 'only u-boot is'
iommuplan build --target u-boot -o "$tmp/x.dtb" "$tree"
expect "FILE.dtb with a target" 2 'more than the one tree'
iommuplan build --target u-boot -a "$out/juno-r2.iommu.dtbo" -o "$out" "$tree"
expect "overlays: no board loads that tree" 2 'merge them first'
# shellcheck disable=SC2016 # a dollar in a name is what is tested
cp "$tree" "$tmp/"'a$b.dtb'
# shellcheck disable=SC2016
iommuplan build --target u-boot -o "$tmp/dollar" "$tmp/"'a$b.dtb'
expect "a name no script can say" 2 'cannot be written in a U-Boot script'
is "nothing is written for it" "" "$(find "$tmp/dollar" -type f)"
finish
