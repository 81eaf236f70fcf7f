#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Armbian: the plan as a user overlay, its words in extraargs.
#
#	armbian.sh OUT/BOARD ROOT
#
# armbianEnv.txt is imported without a list of names, so of the artefacts'
# environment nothing else may go in.
set -eu
here=$(dirname -- "$0")
# shellcheck source=examples/u-boot/lib.sh
. "$here/lib.sh"

env=$root/boot/armbianEnv.txt
tree=$(sed -n 's/^fdtfile=//p' "$env")
[ -n "$tree" ] || {
	echo "$0: $env has no fdtfile; is it the tree you planned?" >&2
	exit 1
}
made_for "$root/boot/dtb/$tree"
put "$stem.iommu.dtbo" "$root/boot/overlay-user/iommu-plan.dtbo"
add_words "$env" user_overlays iommu-plan
add_words "$env" extraargs "$(value iommu_bootargs)"
