#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Debian's u-boot-menu: adds the plan as an overlay to every entry of
# extlinux.conf, and its parameters to their append lines.
#
#	u-boot-menu.sh OUT/BOARD ROOT
#
# Run u-boot-update afterwards. A U-Boot without overlay support ignores
# fdtoverlays silently; use extlinux.sh with the annotated tree there.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

put "$stem.iommu.dtbo" "$root/boot/dtbo/iommu-plan.dtbo"
mkdir -p "$root/etc/default"
add_words "$root/etc/default/u-boot" U_BOOT_PARAMETERS \
	"$(value iommu_bootargs)" '"'
