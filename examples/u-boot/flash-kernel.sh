#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Debian's flash-kernel: the annotated tree instead of the kernel package's, and
# the words behind those its boot script has put together.
#
#	flash-kernel.sh OUT/BOARD ROOT TREE
#
# TREE is the file below /usr/lib/linux-image-*, such as rockchip/rk3399-nanopc.dtb;
# a tree of the same name in /etc/flash-kernel/dtbs goes before it. Then run
# flash-kernel. A new kernel's tree needs a new plan: this one would be used on.
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
