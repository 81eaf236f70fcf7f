#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Builds "iommuplan verify" for boards and initramfs images that have no
# libraries: build/static/MACHINE/iommuplan, of less than 1 MiB.
#
#	packaging/verify-static.sh arm64|armhf
#
# Debian's libraries for the machine, and a compiler if this one has none, are
# fetched into the cache; nothing is installed. The C library is musl: glibc would
# add half a MiB to the program.
set -eu

cd "$(dirname "$0")/.."
machine=$1
roots=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}/machines
case $machine in
arm64) triple=aarch64-linux-gnu musl=aarch64-linux-musl ;;
armhf) triple=arm-linux-gnueabihf musl=arm-linux-musleabihf ;;
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
musl=$roots/musl-$machine/usr/lib/$musl
out=build/static/$machine
headers="-nostdinc -isystem $roots/musl-$machine/usr/include/${musl##*/} -isystem include%s -idirafter $root/usr/include"
mkdir -p "$out"

# Debian's own specs of musl, for a directory where nothing is installed.
cat >"$out/specs.new" <<EOF
%rename cpp_options old_cpp_options

*cpp_options:
$headers %(old_cpp_options)

*cc1:
%(cc1_cpu) $headers

*startfile:
$musl/crt1.o $musl/crti.o

*endfile:
$musl/crtn.o

*libgcc:
libgcc.a%s

*lib:
-L$musl -L$root/usr/lib/$triple -lc

EOF
cmp -s "$out/specs.new" "$out/specs" || mv "$out/specs.new" "$out/specs"
make --no-print-directory B="$out" PKG_CONFIG=false SAN= \
	CC="$cc -specs=$out/specs -B$root/usr/lib/gcc/$triple/12" AR="$tools-ar" LD="$tools-ld" \
	OBJCOPY="$tools-objcopy" CPPFLAGS=-DIOP_ONLY_VERIFY \
	CFLAGS="-Os -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables -fno-unwind-tables" \
	LDFLAGS="-static -L$musl -L$root/usr/lib/$triple -Wl,--gc-sections -s" "$out/iommuplan"
size=$(wc -c <"$out/iommuplan")
echo "$out/iommuplan: $size bytes"
[ "$size" -lt 1048576 ] || { echo "larger than 1 MiB" >&2; exit 1; }
