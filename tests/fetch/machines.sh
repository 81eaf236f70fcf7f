#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Fills the cache with what is needed to build for another machine: Debian's
# libraries for it and, where this machine has no compiler that builds for it,
# one; of the boards' machines also musl, for programs that have to be small. All
# of it is unpacked below machines/, nothing is installed.
#
#	tests/fetch/machines.sh i386|arm64|armhf|s390x...
#
# What is present already is left alone. Status 77: not to be had.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
# shellcheck source=/dev/null
. "$here/apt.sh"

libraries='libc6-dev linux-libc-dev libcrypt-dev libgcc-12-dev libfdt-dev
libyaml-dev zlib1g-dev libzstd-dev check libsubunit-dev'
skipped=0
work=

# unpack DIRECTORY ARCHITECTURE PACKAGE...: whole, or not there
unpack()
{
	local to=$cache/machines/$1 arch=$2 deb
	shift 2
	[ ! -d "$to" ] || return 0
	rm -rf "$work"
	work=$(mktemp -d "$cache/tmp.XXXXXX")
	mkdir -p "$work/root" "${to%/*}"
	if apt_init bookworm "$arch" &&
		(cd "$work" && apt-get -q download "$@" >&2); then
		for deb in "$work"/*.deb; do
			dpkg-deb -x "$deb" "$work/root"
		done
		mv -T "$work/root" "$to"
	else
		echo "SKIP: ${to##*/}: Debian's packages cannot be had" >&2
		skipped=1
	fi
}

# compiler TRIPLE
compiler()
{
	command -v "$1-gcc" >/dev/null ||
		unpack "cross-$1" "$(dpkg --print-architecture)" \
			"gcc-12-$1" "cpp-12-$1" "binutils-$1"
}

[ $# -gt 0 ] || { echo "usage: $0 i386|arm64|armhf|s390x..." >&2; exit 2; }
mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9
trap 'rm -rf "$work"' EXIT
for machine in "$@"; do
	# One that was filled when less was needed
	[ -e "$cache/machines/$machine/usr/include/zstd.h" ] ||
		rm -rf "${cache:?}/machines/$machine"
	# shellcheck disable=SC2086 # the packages are separate words
	unpack "$machine" "$machine" $libraries
	case $machine in
	arm64 | armhf) unpack "musl-$machine" "$machine" musl-dev ;;
	esac
	case $machine in
	arm64) compiler aarch64-linux-gnu ;;
	armhf) compiler arm-linux-gnueabihf ;;
	s390x) compiler s390x-linux-gnu ;;
	esac
done
[ "$skipped" = 0 ] || exit 77
