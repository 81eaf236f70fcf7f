#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Fills the cache with what the U-Boot tests need of Debian: libfdt for arm64,
# the U-Boots that run on QEMU's virt machines, U-Boot's source package, the boot
# loaders for EFI, of sid, and UEFI firmware with Secure Boot.
#
#	tests/fetch/uboot.sh libfdt|binary|source|efi [RELEASE...]
#
# RELEASE is bookworm or sid, both unless named. What is present already is
# left alone. Status 77: not to be had.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
# shellcheck source=/dev/null
. "$here/apt.sh"

skipped=0
work=

skip()
{
	echo "SKIP: $*" >&2
	skipped=1
}

# begin RELEASE: an empty directory beside its place, and that release's apt
begin()
{
	rm -rf "$work"
	work=$(mktemp -d "$cache/tmp.XXXXXX")
	apt_types='deb deb-src' apt_init "$1" arm64 &&
		return
	skip "$1: no Debian mirror"
	return 1
}

place()
{
	[ -e "$1" ] || return 1
	mkdir -p "$(dirname "$2")"
	mv -T "$1" "$2"
}

fetch_libfdt()
{
	[ ! -e "$cache/libfdt/arm64" ] || return 0
	begin bookworm || return 0
	if (cd "$work" && apt-get -q download libfdt-dev >&2) &&
		dpkg-deb -x "$work"/libfdt-dev_*.deb "$work/root"; then
		mkdir "$work/libfdt"
		find "$work/root" -name libfdt.a -exec cp {} "$work/libfdt/" \;
		find "$work/root" -name '*fdt*.h' -exec cp {} "$work/libfdt/" \;
		place "$work/libfdt" "$cache/libfdt/arm64"
	else
		skip "libfdt: the package for arm64 cannot be downloaded"
	fi
}

fetch_binary()
{
	[ ! -e "$cache/u-boot/$1/u-boot.bin" ] ||
		[ ! -e "$cache/u-boot/$1/arm/u-boot.bin" ] || return 0
	begin "$1" || return 0
	if (cd "$work" && apt-get -q download u-boot-qemu >&2) &&
		dpkg-deb -x "$work"/u-boot-qemu_*.deb "$work/root"; then
		place "$work/root/usr/lib/u-boot/qemu_arm64/u-boot.bin" \
			"$cache/u-boot/$1/u-boot.bin"
		# That of 32-bit boards
		place "$work/root/usr/lib/u-boot/qemu_arm/u-boot.bin" \
			"$cache/u-boot/$1/arm/u-boot.bin"
	else
		skip "u-boot-qemu of $1 cannot be downloaded"
	fi
}

fetch_source()
{
	[ ! -e "$cache/u-boot/$1/source" ] || return 0
	begin "$1" || return 0
	if (cd "$work" && apt-get -q source --download-only u-boot >&2) &&
		dpkg-source -q --no-check -x "$work"/u-boot_*.dsc \
			"$work/source" >&2; then
		place "$work/source" "$cache/u-boot/$1/source"
	else
		skip "the source of U-Boot in $1 cannot be had"
	fi
}

# fetch_loader PACKAGE FILE
fetch_loader()
{
	[ ! -e "$cache/efi/$2" ] || return 0
	begin sid || return 0
	if (cd "$work" && apt-get -q download "$1" >&2) &&
		dpkg-deb -x "$work/$1"_*.deb "$work/root"; then
		place "$(find "$work/root" -name "$2")" "$cache/efi/$2"
	else
		skip "$1 cannot be downloaded"
	fi
}

# UEFI firmware with Secure Boot on and a key that everybody has
fetch_aavmf()
{
	[ ! -e "$cache/efi/aavmf" ] || return 0
	begin bookworm || return 0
	if (cd "$work" && apt-get -q download qemu-efi-aarch64 >&2) &&
		dpkg-deb -x "$work"/qemu-efi-aarch64_*.deb "$work/root"; then
		mkdir "$work/aavmf"
		find "$work/root" \( -name AAVMF_CODE.fd -o -name 'AAVMF_VARS.snakeoil.fd' \
			-o -name 'PkKek-1-snakeoil.*' \) -exec cp {} "$work/aavmf/" \;
		place "$work/aavmf" "$cache/efi/aavmf"
	else
		skip "qemu-efi-aarch64 cannot be downloaded"
	fi
}

fetch_efi()
{
	fetch_aavmf
	fetch_loader grub-efi-arm64-unsigned grubaa64.efi
	fetch_loader systemd-boot-efi systemd-bootaa64.efi
}

case ${1:-} in
libfdt | binary | source | efi) what=$1 ;;
*) echo "usage: $0 libfdt|binary|source|efi [RELEASE...]" >&2; exit 2 ;;
esac
shift
[ $# -gt 0 ] || set -- bookworm sid
[ "$what" != libfdt ] || set -- bookworm
[ "$what" != efi ] || set -- sid

mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9
trap 'rm -rf "$work"' EXIT
for release in "$@"; do
	"fetch_$what" "$release"
done
[ "$skipped" = 0 ] || exit 77
