#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Goes to /etc/initramfs-tools/hooks/iommuplan, executable; the script beside it
# to /etc/iommuplan/runtime.sh, with a symbolic link to it in
# /etc/initramfs-tools/scripts/init-top/iommuplan. By that name it stands
# before udev, which loads the drivers.
set -eu

case ${1:-} in
prereqs) echo; exit 0 ;;
esac
# shellcheck disable=SC1091 # of the system that builds the initramfs
. /usr/share/initramfs-tools/hook-functions

script=${IOMMUPLAN_SCRIPT:-/etc/iommuplan/runtime.sh}
# mkinitramfs orders the init-top scripts it finds here; it copies no links.
for file in "$script" "${CONFDIR:-/etc/initramfs-tools}/scripts/init-top/iommuplan"
do
	if [ ! -x "$file" ]; then
		echo "E: iommuplan: $file is missing or not executable" >&2
		exit 1
	fi
done
mkdir -p "$DESTDIR/scripts/init-top"
cp "$script" "$DESTDIR/scripts/init-top/iommuplan"
chmod 755 "$DESTDIR/scripts/init-top/iommuplan"
# Gives PCI devices their groups on Linux before 6.15.
manual_add_modules pci-stub
