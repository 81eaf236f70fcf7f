#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Raspberry Pi, with or without U-Boot: its firmware applies the overlay and
# passes cmdline.txt on. Not tested on a board.
#
#	raspberry-pi.sh OUT/BOARD ROOT
#
# ROOT is the first partition (/boot/firmware). The firmware edits the tree before
# anything else reads it, so its checksum is of no use here: the plan is correct
# for what the firmware does not change.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

# Without it the kernel would have the plan's parameters alone, and no "root=".
there "$root/config.txt" "$root/cmdline.txt"
put "$stem.iommu.dtbo" "$root/overlays/iommu-plan.dtbo"
grep -qx 'dtoverlay=iommu-plan' "$root/config.txt" ||
	printf '[all]\ndtoverlay=iommu-plan\n' >>"$root/config.txt"
with_words "$(cat "$root/cmdline.txt")" "$(value iommu_bootargs)" \
	>"$root/cmdline.txt.new"
mv "$root/cmdline.txt.new" "$root/cmdline.txt"
