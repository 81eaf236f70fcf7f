#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Debian's flash-kernel: installs the annotated tree instead of the kernel
# package's, and appends the parameters to those that its boot script assembles.
#
#	flash-kernel.sh OUT/BOARD ROOT TREE
#
# TREE is the file below /usr/lib/linux-image-*, such as rockchip/rk3399-nanopc.dtb;
# a tree of the same name in /etc/flash-kernel/dtbs takes precedence. Run
# flash-kernel afterwards. The tree of a new kernel needs a new plan: until then
# the old one is used.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

[ $# = 3 ] || {
	echo "usage: $0 OUT/BOARD ROOT TREE" >&2
	exit 2
}
made_for "$3"
put "$stem.iommu.dtb" "$root/etc/flash-kernel/dtbs/${3##*/}"
mkdir -p "$root/etc/flash-kernel/ubootenv.d"
# shellcheck disable=SC2016 # expanded on the board
printf 'setenv bootargs "${bootargs} %s"\n' "$(value iommu_bootargs)" \
	>"$root/etc/flash-kernel/ubootenv.d/iommuplan"
