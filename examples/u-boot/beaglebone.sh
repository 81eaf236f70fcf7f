#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# BeagleBone images that read uEnv.txt: puts the overlay into the last of their
# slots, and the parameters into cmdline. Not tested on a board.
#
#	beaglebone.sh OUT/BOARD ROOT
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

env=$root/boot/uEnv.txt
there "$env"
put "$stem.iommu.dtbo" "$root/boot/iommu-plan.dtbo"
slot=$(sed -n 's/^uboot_overlay_addr7=//p' "$env")
case $slot in
'' | /boot/iommu-plan.dtbo) ;;
*) echo "$0: $env uses uboot_overlay_addr7 already: $slot" >&2; exit 1 ;;
esac
add_words "$env" uboot_overlay_addr7 /boot/iommu-plan.dtbo
add_words "$env" cmdline "$(value iommu_bootargs)"
