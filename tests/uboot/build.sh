#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# U-Boot as Debian has it, with the command in, built in the cache: the first
# time in minutes, after a change of the command in seconds.
#
#	tests/uboot/build.sh RELEASE sandbox|qemu_arm64|qemu_arm
#
# RELEASE is one of Debian's, or a directory of the cache with the source of any
# U-Boot as "tree" in it: v2026.07, which Debian has no source package of.
# Prints the directory it is built in. Status 77: something is missing here.
set -eu

release=$1 kind=$2
here=$(cd "$(dirname "$0")" && pwd)
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
home=$cache/u-boot/$release
out=$home/$kind

cross=
case $kind in
qemu_arm) cross=arm-linux-gnueabihf- ;;
qemu_arm64) [ "$(uname -m)" = aarch64 ] || cross=aarch64-linux-gnu- ;;
esac
for tool in "${cross}gcc" flex bison bc swig openssl; do
	command -v "$tool" >/dev/null || { echo "SKIP: no $tool to build U-Boot" >&2; exit 77; }
done
[ -d "$home/tree" ] || "$here/../fetch/uboot.sh" source "$release" >&2 || exit 77

exec 9>"$home/lock.$kind"
flock 9
(
	flock 8
	if [ ! -d "$home/tree" ]; then
		cp -a "$home/source" "$home/tree.new"
		mv "$home/tree.new" "$home/tree"
	fi
	"$here/../../tool/uboot/install.sh" "$home/tree"
	# As later versions have it: the sandbox of 2023.01 takes the addresses
	# of "fdt move" for pointers. On boards the two are the same.
	if grep -q 'set_working_fdt_addr((ulong)newaddr)' "$home/tree/cmd/fdt.c"; then
		sed -i 's/(struct fdt_header \*)hextoul(argv\[\([23]\)\], NULL)/map_sysmem(hextoul(argv[\1], NULL), 0)/
			s/set_working_fdt_addr((ulong)newaddr)/set_working_fdt_addr(map_to_sysmem(newaddr))/' \
			"$home/tree/cmd/fdt.c"
	fi
) 8>"$home/lock"

# U-Boot's own makefiles are not to see the flags of whoever called.
unset MAKEFLAGS MFLAGS MAKELEVEL
build()
{
	make -s -C "$home/tree" O="$out" CROSS_COMPILE="$cross" NO_SDL=1 \
		PYTHON3="$(command -v python3)" "$@"
}

mkdir -p "$out"
if ! {
	[ -f "$out/.config" ] || build "${kind}_defconfig"
	for option in CMD_IOMMUPLAN CMD_IOMMUPLAN_LINT CMD_IOMMUPLAN_DUMP \
		OF_LIBFDT_OVERLAY LEGACY_IMAGE_FORMAT ANDROID_BOOT_IMAGE CMD_ABOOTIMG \
		HUSH_MODERN_PARSER; do
		"$home/tree/scripts/config" --file "$out/.config" -e "$option"
	done
	build olddefconfig
	build "-j${JOBS:-$(nproc)}"
} >"$out.log" 2>&1; then
	tail -n 30 "$out.log" >&2
	exit 1
fi
grep -q '^CONFIG_CMD_IOMMUPLAN=y' "$out/.config"
echo "$out"
