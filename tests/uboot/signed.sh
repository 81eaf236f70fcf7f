#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A FIT image of fit-signed.sh in U-Boot's sandbox, which has the key and does
# all but enter the kernel: booted where whole, refused where a byte differs. And
# the tree in Android's vendor_boot.img, which AVB signs: handed on as it is.
#
#	tests/uboot/signed.sh [RELEASE...]	those sandboxes that are built
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
[ $# -gt 0 ] || set -- bookworm sid v2026.07

# bootm FILE[#CONFIGURATION] [COMMAND]: what U-Boot prints, in $out
bootm()
{
	(cd "$tmp/fit" && timeout 60 "$sandbox" -d control.dtb -c "setenv bootargs
		${2:-}
		load hostfs - 2000000 ${1%%#*}; bootm 2000000${1#"${1%%#*}"}; poweroff") \
		>"$tmp/raw" 2>&1 </dev/null || true
	out=$(sed 's/\x1b\[[0-9;]*[A-Za-z]//g; s/\r//g' "$tmp/raw")
}

# boots NAME TREE FILE[#CONFIGURATION]
boots()
{
	bootm "$3"
	if grep -q 'sha256,rsa2048:dev+ OK' <<<"$out" && grep -q "Trying '$2' fdt" <<<"$out" &&
		grep -q '^## Transferring control to Linux' <<<"$out"; then
		ok "$release: $1"
	else
		not_ok "$release: $1" "$(tail -n 12 <<<"$out")"
	fi
}

# The annotated tree, out of vendor_boot.img. Its header has 2,112 bytes, and U-Boot
# takes it to have one page: those of 2 KiB, mkbootimg's default, are too small.
vendor_boot()
{
	local commands
	mkbootimg --header_version 3 --kernel Image --ramdisk initrd.img --output boot.img
	mkbootimg --header_version 3 --pagesize 4096 --vendor_ramdisk initrd.img \
		--dtb board.iommu.dtb --vendor_cmdline "$(cat board.cmdline)" \
		--vendor_boot vendor_boot.img
	# shellcheck disable=SC2016	# U-Boot expands
	commands='load hostfs - 2000000 boot.img; load hostfs - 4000000 vendor_boot.img
		abootimg addr 2000000 4000000; abootimg get dtb --index=0 at size
		save hostfs - ${at} handed.dtb ${size}; poweroff'
	rm -f handed.dtb
	timeout 60 "$sandbox" -d control.dtb -c "$commands" >"$tmp/raw" 2>&1 </dev/null || true
	touch handed.dtb
	same "$release: the tree of vendor_boot.img" board.iommu.dtb handed.dtb
}

for tool in dtc mkimage openssl; do
	if ! have $tool; then
		skip "signed FIT images in U-Boot" "no $tool"
		finish
	fi
done
board juno-r2
mkdir -p "$tmp/fit/keys"
cd "$tmp/fit"
mv "$tmp/juno-r2.dtb" board.dtb
openssl genrsa -out keys/dev.key 2048 2>/dev/null
openssl req -batch -new -x509 -key keys/dev.key -out keys/dev.crt
iommuplan build -q -k 6.12 --target u-boot -o . board.dtb
head -c 100000 /dev/urandom >Image
head -c 5000 /dev/urandom >initrd.img
sed -i 's/arch = "arm64"/arch = "sandbox"/' board.its
for release in "$@"; do
	built=$cache/u-boot/$release/sandbox
	sandbox=$built/u-boot
	if [ ! -x "$sandbox" ]; then
		skip "signed FIT images in $release's U-Boot" "no sandbox: make uboot-check"
		continue
	fi
	cp "$built/arch/sandbox/dts/test.dtb" control.dtb
	run "$top/examples/u-boot/fit-signed.sh" ./board keys dev control.dtb
	expect "$release: signed" 0
	boots "the plan" fdt-planned board.itb
	boots "the board's own tree" fdt-base "board.itb#base"
	# One bit of the planned tree's first node
	at=$(grep -abo 'iommu.strict=1' board.itb | head -n 1 | cut -d: -f1)
	{ head -c "$at" board.itb; printf I; tail -c +$((at + 2)) board.itb; } >changed.itb
	bootm changed.itb
	if grep -q 'Transferring control' <<<"$out"; then
		not_ok "$release: a changed tree is booted"
	else
		ok "$release: a changed tree is refused"
	fi
	# What README says of "verify": nothing is checked then.
	bootm changed.itb 'setenv verify no'
	is "$release: verify=no turns the check off" 1 \
		"$(grep -c '^## Transferring control to Linux' <<<"$out")"
	# 2023.01 is older than its support for vendor_boot.img.
	if grep -q vendor_boot "$cache/u-boot/$release/tree/cmd/abootimg.c"; then
		if have mkbootimg; then
			vendor_boot
		else
			skip "$release: vendor_boot.img" "no mkbootimg"
		fi
	fi
done
finish
