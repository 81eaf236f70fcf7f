#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The recipes of examples/u-boot change a system as they say, once, and refuse
# a tree the plan was not made for.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"
recipes=$top/examples/u-boot
words="iommu.passthrough=0 iommu.strict=1"

needs dtc
board juno-r2
stem=$tmp/made/juno-r2
"$plan_bin" build -k 6.12 --target u-boot -o "$tmp/made" "$tmp/juno-r2.dtb"
root=$tmp/root

# everything DIR: names and contents below it
everything()
{
	(cd "$1" && find . -type f -exec cksum {} +) | LC_ALL=C sort
}

# twice RECIPE ARGS...: the second run changes nothing
twice()
{
	recipe=$1
	shift
	run "$recipes/$recipe" "$stem" "$@"
	expect "$recipe" 0
	everything "$root" >"$tmp/once"
	run "$recipes/$recipe" "$stem" "$@"
	everything "$root" >"$tmp/twice"
	same "$recipe again changes nothing" "$tmp/once" "$tmp/twice"
}

# begin: an empty system, with the board's tree in /boot/dtb
begin()
{
	rm -rf "$root"
	mkdir -p "$root/boot/dtb/arm" "$root/overlays"
	cp "$tmp/juno-r2.dtb" "$root/boot/dtb/arm/juno-r2.dtb"
}

begin
printf 'verbosity=1\nfdtfile=arm/juno-r2.dtb\nextraargs=quiet iommu.strict=1\nuser_overlays=other\n' \
	>"$root/boot/armbianEnv.txt"
twice armbian.sh "$root"
is "armbian: words, each once" "extraargs=quiet iommu.strict=1 iommu.passthrough=0" \
	"$(grep extraargs "$root/boot/armbianEnv.txt")"
is "armbian: overlays" "user_overlays=other iommu-plan" \
	"$(grep user_ "$root/boot/armbianEnv.txt")"
is "armbian: nothing else" "fdtfile verbosity" \
	"$(grep -v -e extraargs -e user_ "$root/boot/armbianEnv.txt" | cut -d= -f1 | sort | xargs)"
same "armbian: the overlay" "$stem.iommu.dtbo" "$root/boot/overlay-user/iommu-plan.dtbo"
echo "fdtfile=arm/other.dtb" >"$root/boot/armbianEnv.txt"
fdtput -t s -p "$root/boot/dtb/arm/juno-r2.dtb" /chosen note changed
cp "$root/boot/dtb/arm/juno-r2.dtb" "$root/boot/dtb/arm/other.dtb"
run "$recipes/armbian.sh" "$stem" "$root"
expect "armbian: another tree is refused" 1 'is not the tree'

begin
twice flash-kernel.sh "$root" "$tmp/juno-r2.dtb"
same "flash-kernel: the tree" "$stem.iommu.dtb" "$root/etc/flash-kernel/dtbs/juno-r2.dtb"
# shellcheck disable=SC2016 # expanded on the board
is "flash-kernel: words" 'setenv bootargs "${bootargs} '"$words\"" \
	"$(cat "$root/etc/flash-kernel/ubootenv.d/iommuplan")"

begin
mkdir -p "$root/etc/default"
printf 'U_BOOT_TIMEOUT="50"\nU_BOOT_PARAMETERS="ro quiet"\n' >"$root/etc/default/u-boot"
twice u-boot-menu.sh "$root"
# shellcheck source=/dev/null
is "u-boot-menu: a shell reads the words" "ro quiet $words 50" \
	"$(. "$root/etc/default/u-boot"; echo "$U_BOOT_PARAMETERS $U_BOOT_TIMEOUT")"
same "u-boot-menu: the overlay" "$stem.iommu.dtbo" "$root/boot/dtbo/iommu-plan.dtbo"

begin
twice extlinux.sh "$root" /boot/dtb/arm/juno-r2.dtb ro quiet
expect "extlinux: words" 0 "append ro quiet $words" "$root/extlinux/extlinux.conf"
expect "extlinux: the tree" 0 "fdt /boot/dtb/arm/juno-r2.iommu.dtb" \
	"$root/extlinux/extlinux.conf"

begin
echo "console=serial0,115200 root=x" >"$root/cmdline.txt"
echo "arm_64bit=1" >"$root/config.txt"
twice raspberry-pi.sh "$root"
is "raspberry-pi: one line" "console=serial0,115200 root=x $words" \
	"$(cat "$root/cmdline.txt")"
is "raspberry-pi: one overlay" 1 "$(grep -c '^dtoverlay=' "$root/config.txt")"

begin
printf 'uname_r=6.1\ncmdline=quiet\n' >"$root/boot/uEnv.txt"
twice beaglebone.sh "$root"
is "beaglebone: words" "cmdline=quiet $words" "$(grep cmdline "$root/boot/uEnv.txt")"
echo uboot_overlay_addr7=/x.dtbo >"$root/boot/uEnv.txt"
run "$recipes/beaglebone.sh" "$stem" "$root"
expect "beaglebone: a slot in use is left" 1 'in use|already'

if have mkimage && have openssl; then
	mkdir "$tmp/keys"
	openssl req -batch -new -x509 -newkey rsa:2048 -nodes -subj /CN=test \
		-keyout "$tmp/keys/dev.key" -out "$tmp/keys/dev.crt" 2>/dev/null
	cp "$tmp/juno-r2.dtb" "$stem.dtb"
	echo kernel >"$tmp/made/Image"
	echo '/dts-v1/; / { };' | dtc -q -O dtb -o "$tmp/control.dtb"
	run "$recipes/fit-signed.sh" "$stem" "$tmp/keys" dev "$tmp/control.dtb"
	expect "fit-signed.sh" 0
	is "fit-signed: all three configurations" 3 \
		"$(mkimage -l "$stem.itb" | grep -c 'Sign algo: *sha256,rsa2048:dev')"
	is "fit-signed: without an initrd" 0 "$(mkimage -l "$stem.itb" | grep -c -i ramdisk)"
	echo initrd >"$tmp/made/initrd.img"
	run "$recipes/fit-signed.sh" "$stem" "$tmp/keys" dev "$tmp/control.dtb"
	expect "fit-signed.sh with an initrd" 0
	is "fit-signed: the initrd is signed as well" "kernel ramdisk fdt" \
		"$(fdtget "$stem.itb" /configurations/planned/signature-1 sign-images)"
	is "fit-signed: U-Boot's tree demands it" conf \
		"$(fdtget "$tmp/control.dtb" /signature/key-dev required)"
	verifier=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}/u-boot/bookworm/sandbox/tools/fit_check_sign
	# Its own build brings the verifier: make uboot-check
	if [ -x "$verifier" ]; then
		run "$verifier" -f "$stem.itb" -k "$tmp/control.dtb" -c planned
		expect "fit-signed: is accepted" 0
		sed -i 's/kernel_noload/kernel_nolaod/' "$stem.itb"
		run "$verifier" -f "$stem.itb" -k "$tmp/control.dtb" -c planned
		expect "fit-signed: what was edited is not" 1
	fi
else
	skip "a signed FIT image" "mkimage or openssl is not installed"
fi
# Another system's root: nothing is written, and what is not there is named.
mkdir "$tmp/empty"
for recipe in armbian beaglebone raspberry-pi extlinux; do
	set --
	[ "$recipe" != extlinux ] || set -- /board.dtb root=/dev/vda2
	run "$top/examples/u-boot/$recipe.sh" "$stem" "$tmp/empty" "$@"
	expect "$recipe: refuses an empty root" 1 "there is no $tmp/empty/"
	is "$recipe: leaves it so" "" "$(find "$tmp/empty" -type f)"
done
finish
