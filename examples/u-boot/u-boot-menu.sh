#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Debian's u-boot-menu: the plan as an overlay of every entry of extlinux.conf,
# its words in their append lines.
#
#	u-boot-menu.sh OUT/BOARD ROOT
#
# Then run u-boot-update. A U-Boot without overlay support ignores fdtoverlays
# and says nothing; there, extlinux.sh with the annotated tree is the way.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

put "$stem.iommu.dtbo" "$root/boot/dtbo/iommu-plan.dtbo"
mkdir -p "$root/etc/default"
add_words "$root/etc/default/u-boot" U_BOOT_PARAMETERS \
	"$(value iommu_bootargs)" '"'
