#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Unpacks a newer QEMU than the machine's, with its libraries, into the cache:
# one that has several SMMUv3s and virtual functions. Nothing is installed.
# Status 77: not to be had.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
# shellcheck source=/dev/null
. "$here/apt.sh"
# shellcheck source=/dev/null
. "$here/unpack.sh"
work=

skip()
{
	echo "SKIP: qemu: $*" >&2
	exit 77
}

# Every library it needs, and what only asks questions when it is installed not.
packages()
{
	apt-cache -t trixie-backports depends --recurse --no-recommends \
		--no-suggests --no-conflicts --no-breaks --no-replaces \
		--no-enhances qemu-system-arm | grep '^[a-z]' | sort -u |
		grep -vE '^(adduser|base|coreutils|debconf|cdebconf|dpkg|init|mount|passwd|perl|python|sensible|systemd|tar)'
}

program()
{
	cat <<-'EOF'
	#!/bin/sh
	here=$(dirname "$(readlink -f "$0")")/root
	for loader in "$here"/usr/lib*/ld-linux-*.so.*; do :; done
	for libraries in "$here"/usr/lib/*-linux-gnu; do :; done
	export QEMU_MODULE_DIR="$libraries/qemu"
	exec "$loader" --library-path "$libraries:$libraries/pulseaudio" \
		"$here/usr/bin/qemu-system-aarch64" -L "$here/usr/share/qemu" \
		-L "$here/usr/lib/ipxe/qemu" "$@"
	EOF
}

[ ! -x "$cache/qemu/qemu-system-aarch64" ] || exit 0
mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9
trap 'rm -rf "$work"' EXIT
apt_init qemu "$(dpkg --print-architecture)" || skip "no Debian mirror"
work=$(mktemp -d "$cache/tmp.XXXXXX")
mkdir -p "$work/qemu/root" "$work/debs"
# shellcheck disable=SC2046 # one word for each package
(cd "$work/debs" &&
	apt-get -q -t trixie-backports download $(packages) >&2) ||
	skip "the packages cannot be downloaded"
for deb in "$work"/debs/*.deb; do
	dpkg-deb -x "$deb" "$work/qemu/root"
done
program > "$work/qemu/qemu-system-aarch64"
chmod +x "$work/qemu/qemu-system-aarch64"
"$work/qemu/qemu-system-aarch64" --version >&2 || skip "it does not run"
place "$work/qemu" "$cache/qemu"
