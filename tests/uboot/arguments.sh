#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Whose arguments the kernel gets, in U-Boot's sandbox: where U-Boot's "bootargs"
# is not set, those in the tree stay, with a plan and without; set to nothing it
# would replace them, and the kernel would have no "root=". What the shell cannot
# copy, it is not made to: then there is no plan.
#
#	tests/uboot/arguments.sh [RELEASE...]	those sandboxes that are built
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
[ $# -gt 0 ] || set -- bookworm sid v2026.07

# What a boot script has in front of itself, and the boot itself
head="setenv kernel_addr_r 1000000; setenv fdt_addr_r 2000000;
setenv ramdisk_addr_r 3000000; setenv iommu_media hostfs -;
setenv iommu_plain board.dtb; setenv iommu_release 6.12;
setenv booted 'if printenv bootargs; then echo; else echo @kept; fi; poweroff';
setenv iommu_boot run booted;"

# gets NAME WANTED BEFORE SCRIPT [AFTER]: the line of the console about bootargs
gets()
{
	(cd "$tmp/boot" && timeout 120 "$sandbox" -D -c "$head $3;
		load hostfs - 6000000 $4.scr; source 6000000; ${5:-poweroff}") \
		>"$tmp/raw" 2>&1 </dev/null || true
	is "$release: $1" "$2" "$(sed 's/\x1b\[[0-9;]*[A-Za-z]//g; s/\r//g' "$tmp/raw" |
		grep -E '^(bootargs=|@kept)' | tail -n 1)"
}

# script NAME FILE
script()
{
	mkimage -A sandbox -T script -d "$2" "$tmp/boot/$1.scr" >/dev/null
}

needs dtc mkimage
board juno-r2
mkdir "$tmp/boot" "$tmp/artefacts"
dtc -q -I dtb -O dts "$tmp/juno-r2.dtb" >"$tmp/board.dts"
echo '/ { chosen { bootargs = "console=ttyAMA0 root=/dev/vda2 quiet"; }; };' >>"$tmp/board.dts"
dtc -q -I dts -O dtb -o "$tmp/boot/board.dtb" "$tmp/board.dts"
iommuplan build -q -k 6.12 --target u-boot -o "$tmp/artefacts" "$tmp/boot/board.dtb"
words=$(cat "$tmp/artefacts/board.cmdline")
cp "$tmp/artefacts/board.env" "$tmp/artefacts/board.iommu.dtb" "$tmp/boot/"
sed 's/ quiet"/ it'"'"'s=\\\\1"/' "$tmp/board.dts" >"$tmp/odd.dts"
dtc -q -I dts -O dtb -o "$tmp/boot/odd.dtb" "$tmp/odd.dts"
iommuplan build -q -k 6.12 --target u-boot -o "$tmp/artefacts" "$tmp/boot/odd.dtb"
cp "$tmp/artefacts/odd.env" "$tmp/artefacts/odd.iommu.dtb" "$tmp/boot/"
touch "$tmp/boot/Image" "$tmp/boot/initrd.img"
script boot "$top/examples/u-boot/boot.cmd"
script on-board "$top/examples/u-boot/on-board.cmd"
trees="bootargs=console=ttyAMA0 root=/dev/vda2 quiet"
own='dyndbg="file a +p" x=1'
there='load hostfs - 2000000 board.dtb'
odd="root=/dev/vda2 it's a='b c' d"
printf 'bootargs=%s\n' "$odd" >"$tmp/boot/set.env"
# shellcheck disable=SC2016	# U-Boot expands
set_odd='load hostfs - 7000000 set.env; env import -t 7000000 ${filesize} bootargs'
for release in "$@"; do
	sandbox=$cache/u-boot/$release/sandbox/u-boot
	if [ ! -x "$sandbox" ]; then
		skip "arguments in $release's U-Boot" "no sandbox: make uboot-check"
		continue
	fi
	script iommuplan "$tmp/artefacts/board.boot.cmd"
	gets "planned: the tree's, and the plan's" "$trees $words" true boot
	gets "planned: the environment's, and the plan's" "bootargs=$own $words" \
		"setenv bootargs '$own'" boot
	gets "planned on the board: the tree's, and the plan's" "$trees $words" \
		"$there" on-board 'run booted'
	gets "planned on the board: the environment's, and the plan's" \
		"bootargs=$own $words" "$there; setenv bootargs '$own'" on-board 'run booted'
	gets "no plan on the board: the tree's" @kept "$there; setenv iommu_how none" \
		on-board 'run booted'
	gets "an apostrophe in the environment's: as they were" "bootargs=$odd" "$set_odd" boot
	gets "the same, planned on the board" "bootargs=$odd" "$there; $set_odd" on-board \
		'run booted'
	gets "an apostrophe in the tree's, planned on the board: as they were" @kept \
		'load hostfs - 2000000 odd.dtb' on-board 'run booted'
	script iommuplan "$tmp/artefacts/odd.boot.cmd"
	gets "the same, planned before: as they were" @kept 'setenv iommu_plain odd.dtb' boot
	rm "$tmp/boot/iommuplan.scr"
	gets "no script, and an apostrophe: as they were" "bootargs=$odd" "$set_odd" boot
	gets "no script: the tree's" @kept true boot
	gets "no script: the environment's" "bootargs=$own" "setenv bootargs '$own'" boot
done
finish
