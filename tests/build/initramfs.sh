#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What starts the run-time script is taken by those it is for: systemd checks
# the unit, mkinitramfs and dracut build an initramfs, each in a corner of its
# own, and the script is in it where it runs before udev does.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

parts=$top/tool/artefacts/runtime
script=$tmp/etc/runtime.sh
mkdir "$tmp/etc"
{
	cat "$parts/runtime.sh"
	echo 'levers() { :; }'
} >"$script"
chmod 755 "$script"
export IOMMUPLAN_SCRIPT="$script"

unit()
{
	sed "s|^ExecStart=.*|ExecStart=$script|" "$parts/runtime.service" \
		>"$tmp/iommuplan-runtime.service"
	run systemd-analyze verify --man=no "$tmp/iommuplan-runtime.service"
	expect "systemd takes the unit" 0
	is "and has nothing to say about it" "" \
		"$(grep iommuplan "$tmp/err" "$tmp/out" || :)"
	sed 's/^Type=.*/Type=sometimes/' "$tmp/iommuplan-runtime.service" \
		>"$tmp/wrong.service"
	run systemd-analyze verify --man=no "$tmp/wrong.service"
	is "it would of a wrong one" yes \
		"$(grep -q sometimes "$tmp/err" && echo yes)"
}

# mkinitramfs asks /boot for the kernel's configuration: one of our own there.
in_corner()
{
	run unshare -m sh -c 'mount -t tmpfs tmpfs /boot &&
		echo CONFIG_RD_GZIP=y >/boot/config-6.12.0-none && "$@"' sh "$@"
}

initramfs_tools()
{
	conf=$tmp/conf
	mkdir -p "$conf/hooks" "$conf/scripts/init-top" "$conf/conf.d"
	printf 'MODULES=list\nBUSYBOX=auto\nCOMPRESS=gzip\n' \
		>"$conf/initramfs.conf"
	: >"$conf/modules"
	cp "$parts/initramfs-tools.sh" "$conf/hooks/iommuplan"
	chmod 755 "$conf/hooks/iommuplan"
	in_corner mkinitramfs -d "$conf" -o "$tmp/image" 6.12.0-none
	expect "mkinitramfs without the link" 1 \
		'init-top/iommuplan is missing or not executable'
	ln -s "$script" "$conf/scripts/init-top/iommuplan"
	in_corner mkinitramfs -d "$conf" -o "$tmp/image" 6.12.0-none
	expect "mkinitramfs" 0
	unmkinitramfs "$tmp/image" "$tmp/unpacked"
	same "the script is there" "$script" \
		"$tmp/unpacked/scripts/init-top/iommuplan"
	is "and is run before udev" "iommuplan udev" "$(sed -n \
		's,^/scripts/init-top/\(iommuplan\|udev\) .*,\1,p' \
		"$tmp/unpacked/scripts/init-top/ORDER" | tr '\n' ' ' |
		sed 's/ $//')"
}

dracut_module()
{
	cp -r /usr/lib/dracut "$tmp/dracut"
	cp "$(command -v dracut)" "$tmp/dracut/dracut.sh"
	module=$tmp/dracut/modules.d/91iommuplan
	mkdir "$module"
	cp "$parts/dracut.sh" "$module/module-setup.sh"
	chmod 755 "$module/module-setup.sh"
	run bash "$tmp/dracut/dracut.sh" --local --no-kernel --no-hostonly \
		--no-compress --nostrip --force -m "base iommuplan" \
		--tmpdir "$tmp" "$tmp/image"
	expect "dracut" 0
	mkdir "$tmp/there"
	(cd "$tmp/there" && cpio -id --quiet <"$tmp/image")
	same "dracut has the script" "$script" \
		"$tmp/there/usr/lib/iommuplan/runtime.sh"
	is "and a hook that runs it before udev" yes "$(grep -q \
		'^/usr/lib/iommuplan/runtime.sh || warn' \
		"$tmp"/there/usr/lib/dracut/hooks/pre-udev/10-iommuplan.sh &&
		echo yes)"
	for tool in readlink ls; do
		is "and $tool" yes "$([ -e "$tmp/there/usr/bin/$tool" ] && echo yes)"
	done
}

if have systemd-analyze; then
	unit
else
	skip "systemd-analyze verify" "no systemd-analyze"
fi
if have mkinitramfs && have unmkinitramfs && [ -d /boot ] &&
	unshare -m mount -t tmpfs tmpfs /boot 2>/dev/null; then
	initramfs_tools
else
	skip "mkinitramfs" "no initramfs-tools-core, or no right to mount"
fi
if have dracut && have cpio; then
	dracut_module
else
	skip "dracut" "no dracut-core"
fi
finish
