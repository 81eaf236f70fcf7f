#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Armbian: installs the plan as a user overlay, and its parameters in extraargs.
#
#	armbian.sh OUT/BOARD ROOT
#
# armbianEnv.txt is imported without a list of names, so nothing else from
# board.env may be put into it.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

env=$root/boot/armbianEnv.txt
there "$env"
tree=$(sed -n 's/^fdtfile=//p' "$env")
[ -n "$tree" ] || {
	echo "$0: $env has no fdtfile; is it the tree you planned?" >&2
	exit 1
}
made_for "$root/boot/dtb/$tree"
put "$stem.iommu.dtbo" "$root/boot/overlay-user/iommu-plan.dtbo"
add_words "$env" user_overlays iommu-plan
add_words "$env" extraargs "$(value iommu_bootargs)"
