#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Builds "iommuplan verify" for boards and initramfs images that have no
# libraries: build/static/MACHINE/iommuplan, of less than 1 MiB.
#
#	packaging/verify-static.sh arm64|armhf
#
# Debian's libraries for the machine, and a compiler where this one has none, are
# fetched into the cache; nothing is installed.
set -eu

cd "$(dirname "$0")/.."
machine=$1
roots=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}/machines
case $machine in
arm64) triple=aarch64-linux-gnu ;;
armhf) triple=arm-linux-gnueabihf ;;
*) echo "usage: $0 arm64|armhf" >&2; exit 2 ;;
esac
tests/fetch/machines.sh "$machine"

cross=$roots/cross-$triple/usr
if [ -d "$cross" ]; then
	cc="$cross/bin/$triple-gcc-12 -B$cross/$triple/bin"
	tools=$cross/bin/$triple
	LD_LIBRARY_PATH=$cross/lib/$(uname -m)-linux-gnu
	export LD_LIBRARY_PATH
else
	cc=$triple-gcc
	tools=$triple
fi
root=$roots/$machine
make --no-print-directory B="build/static/$machine" PKG_CONFIG=false SAN= \
	CC="$cc --sysroot=$root -B$root/usr/lib/gcc/$triple/12" AR="$tools-ar" LD="$tools-ld" \
	OBJCOPY="$tools-objcopy" CPPFLAGS=-DIOP_ONLY_VERIFY \
	CFLAGS="-Os -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables -fno-unwind-tables" \
	LDFLAGS="-static -Wl,--gc-sections -s" "build/static/$machine/iommuplan"
size=$(wc -c <"build/static/$machine/iommuplan")
echo "build/static/$machine/iommuplan: $size bytes"
[ "$size" -lt 1048576 ] || { echo "larger than 1 MiB" >&2; exit 1; }
