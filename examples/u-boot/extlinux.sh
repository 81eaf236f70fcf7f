#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Writes an extlinux.conf with one entry for the plan, and one without it.
#
#	extlinux.sh OUT/BOARD ROOT TREE [WORD...]
#
# TREE is the board's own tree in ROOT; the WORDs are the kernel parameters that
# the board boots with. Its environment needs fdt_addr_r: without it U-Boot
# ignores fdt lines silently.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

[ $# -ge 3 ] || {
	echo "usage: $0 OUT/BOARD ROOT TREE [WORD...]" >&2
	exit 2
}
tree=$3
shift 3
made_for "$root$tree"
put "$stem.iommu.dtb" "$root${tree%.dtb}.iommu.dtb"
mkdir -p "$root/extlinux"
cat >"$root/extlinux/extlinux.conf" <<CONF
default planned
timeout 30

label planned
	linux /Image
	initrd /initrd.img
	fdt ${tree%.dtb}.iommu.dtb
	append $* $(value iommu_bootargs)

label unplanned
	linux /Image
	initrd /initrd.img
	fdt $tree
	append $*
CONF
