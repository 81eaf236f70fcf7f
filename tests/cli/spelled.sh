#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan IMAGE without options is the plan with all of them spelled out: images drawn by
# chance. ROUNDS=250 SEED=7 draws more, or others.
#
# TOOLS=100 has the field's own tools make as many, as far as they are here.
#
# 2026-11-28: ROUNDS=300 SEED=77 of nine kinds, ROUNDS=640 SEED=78 of sixteen: none differs.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

board juno-r2
board rk3399-rockpro64
for vendor in bcm2712 rockchip; do
	dtc -q -I dts -O dtb -o "$tmp/$vendor.dtb" "$top/tests/cli/vendor/$vendor.dts"
done
cd "$tmp"
run python3 "$top/tests/cli/spelled.py" "$plan_bin" "${ROUNDS:-32}" "${SEED:-1}" juno-r2.dtb \
	rk3399-rockpro64.dtb bcm2712.dtb rockchip.dtb
is "images and their options" "0 " "$status $(cat out)"
if have mkimage; then
	run python3 "$top/tests/cli/spelled_tools.py" "$plan_bin" "${TOOLS:-9}" "${SEED:-1}" \
		juno-r2.dtb rk3399-rockpro64.dtb bcm2712.dtb rockchip.dtb
	expect "images that ukify, mkbootimg and mkimage make" 0 ' images of .*fit' out
else
	skip "images that the field's tools make" "no mkimage"
fi
finish
