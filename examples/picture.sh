#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Draws the README's picture anew, from what the program prints now. Needs
# python3, rsvg-convert (librsvg2-bin) and pngquant.
set -eu
cd "$(dirname "$0")/.."

svg=$(mktemp)
trap 'rm -f "$svg"' EXIT
{
	printf '\033[2m$ iommuplan plan juno-r2.dtb\033[0m\n'
	build/iommuplan plan --color always examples/boards/juno-r2.dts |
		sed 's/examples\/boards\/juno-r2.dts/juno-r2.dtb/'
} | python3 examples/picture.py >"$svg"
rsvg-convert -z 1.5 "$svg" | pngquant 32 - >examples/juno-r2.png
