#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What the command takes of U-Boot for arm64, against what Kconfig states: the
# same U-Boot linked without it, with one kind of IOMMU, with all, with dump and
# with lint.
#
#	tests/uboot/sizes.sh [RELEASE...]	v2026.07 unless named
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
kconfig=$top/tool/uboot/cmd/Kconfig
iommus=$(sed -n 's/^config \(CMD_IOMMUPLAN_.*\)/\1/p' "$kconfig" | grep -vE '_(LINT|DUMP)$')
unset MAKEFLAGS MFLAGS MAKELEVEL
cross=
[ "$(uname -m)" = aarch64 ] || cross=aarch64-linux-gnu-

# linked OPTION...: in $bytes, code and data of U-Boot with these and no other
linked()
{
	local option
	for option in CMD_IOMMUPLAN CMD_IOMMUPLAN_LINT CMD_IOMMUPLAN_DUMP $iommus; do
		"$tree/scripts/config" --file "$out/.config" -d "$option"
	done
	for option; do
		"$tree/scripts/config" --file "$out/.config" -e "$option"
	done
	if ! make -s -C "$tree" O="$out" CROSS_COMPILE="$cross" PYTHON3="$(command -v python3)" \
		olddefconfig u-boot "-j${JOBS:-$(nproc)}" >"$tmp/log" 2>&1; then
		tail -n 20 "$tmp/log"
		return 1
	fi
	bytes=$("${cross}size" "$out/u-boot" | awk 'NR == 2 { print $1 + $2 }')
}

# takes NAME BYTES KIB: no more than 5 % above what is stated, nor much less
takes()
{
	echo "$release: $1: $2 bytes, stated $3 KiB"
	if [ "$2" -le $(($3 * 1024 * 105 / 100)) ] && [ "$2" -ge $(($3 * 1024 * 80 / 100)) ]; then
		ok "$release: $1"
	else
		not_ok "$release: $1" "$2 bytes, and Kconfig says $3 KiB"
	fi
}

stated()
{
	tr -s '\n\t ' ' ' <"$kconfig" | sed -nE "s/.*$1.*/\\1/p"
}

[ $# -gt 0 ] || set -- v2026.07
for release in "$@"; do
	if ! out=$("$top/tests/uboot/build.sh" "$release" qemu_arm64 2>"$tmp/err"); then
		skip "sizes in U-Boot of $release" "$(tail -n 1 "$tmp/err")"
		continue
	fi
	tree=$cache/u-boot/$release/tree
	linked
	none=$bytes
	linked CMD_IOMMUPLAN CMD_IOMMUPLAN_ARM_SMMU_V3
	takes "one kind of IOMMU" $((bytes - none)) "$(stated 'kind of IOMMU it takes about ([0-9]+) KiB')"
	# shellcheck disable=SC2086 # words
	linked CMD_IOMMUPLAN $iommus
	all=$bytes
	takes "all kinds" $((all - none)) "$(stated 'with all about ([0-9]+) KiB')"
	# shellcheck disable=SC2086
	linked CMD_IOMMUPLAN CMD_IOMMUPLAN_DUMP $iommus
	takes "dump" $((bytes - all)) "$(stated 'on the console. About ([0-9]+) KiB')"
	# shellcheck disable=SC2086
	linked CMD_IOMMUPLAN CMD_IOMMUPLAN_LINT $iommus
	takes "lint" $((bytes - all)) "$(stated 'in words. About ([0-9]+) KiB')"
done
finish
