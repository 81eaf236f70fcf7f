#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Builds small kernels from Debian's linux-source, with the IOMMU drivers that
# Debian leaves out, and the device trees of the boards that have them.
#
#	tests/kernel/small/build.sh [RELEASE...]
#
# RELEASE is a series and a flavour: 7.3-small-arm64, 6.12-small-armhf. What
# follows is one more file of options each: 7.3-small-arm64-16k-lazy. Built once
# and kept in the cache; JOBS says how many compilers run at a time. Status 77:
# there is nothing to build with, or from.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$here/../../..
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
# shellcheck source=/dev/null
. "$top/tests/fetch/apt.sh"
# shellcheck source=/dev/null
. "$top/tests/fetch/unpack.sh"
status=0

skip()
{
	echo "SKIP: $*" >&2
	status=77
}

# The source of a series in $source, unpacked only while it is needed.
unpack_source()
{
	source=$cache/small/linux-source-$1
	[ ! -e "$source/Makefile" ] || return 0
	mkdir -p "$cache/small/deb"
	apt_init "$1" arm64 || return 1
	(cd "$cache/small/deb" &&
		apt-get -q download "linux-source-$1" >&2) || return 1
	dpkg-deb --fsys-tarfile "$cache/small/deb/linux-source-$1"_*.deb |
		tar -x -O --wildcards -f - '*.tar.xz' |
		tar -x -J -C "$cache/small" -f -
	rm -rf "$cache/small/deb"
}

# The options of a flavour as one file; which those are is part of the name.
options()
{
	local word file first=common
	case $1 in *armhf*) first= ;; esac
	for word in $first ${1//-/ }; do
		file=$here/$word.config
		[ "$word" != small ] || continue
		[ -e "$file" ] || { echo "no $file" >&2; return 1; }
		grep -v '^#' "$file"
	done
}

# What was asked for and the configuration has not: versions differ.
unmet()
{
	grep '=y$' "$1" | grep -vxFf "$2" | tr '\n' ' '
}

# Kernels of one series that differ in an option have most objects in common.
build()
{
	local cc=${cross}gcc
	! command -v ccache > /dev/null || cc="ccache $cc"
	make -s -C "$source" O="$out" ARCH="$arch" CROSS_COMPILE="$cross" CC="$cc" "$@"
}

# The vendors whose boards have the IOMMUs that these kernels drive. One more option
# changes no tree: such a flavour has those of the plain one, if that was built.
trees()
{
	local dts=$source/arch/$arch/boot/dts vendors file plain
	plain=$(expr "$release" : '\([^-]*-[^-]*-[^-]*\)-.*' || true)
	if [ -n "$plain" ]; then
		mkdir -p "$1"
		[ ! -d "$cache/dtbs/$plain" ] || cp -r "$cache/dtbs/$plain/." "$1"
		return 0
	fi
	case $arch in
	arm64) vendors='apple|exynos|renesas|rockchip|sprd' ;;
	*) vendors='mediatek|qcom|renesas|samsung|mt[0-9]|exynos|r8a7' ;;
	esac
	(cd "$dts" && find . -name '*.dts' -printf '%P\n') |
		grep -E "^($vendors)" | sort | sed 's/s$/b/' > "$out/trees"
	# One that does not compile is no reason to go without the others.
	# shellcheck disable=SC2046 # one word for each tree
	build -k -j"${JOBS:-$(nproc)}" $(cat "$out/trees") > "$out/log.trees" 2>&1 ||
		true
	mkdir -p "$1"
	(cd "$out/arch/$arch/boot/dts" && find . -name '*.dtb' -print0 |
		xargs -0 cp --parents -t "$1")
}

compile()
{
	local work=$1
	options "$flavour" > "$work/options"
	build KCONFIG_ALLCONFIG="$work/options" allnoconfig
	echo "$release: not in this version: $(unmet "$work/options" "$out/.config")"
	build -j"${JOBS:-$(nproc)}" "$image"
	mkdir -p "$work/kernel/modules"
	cp "$out/arch/$arch/boot/$image" "$work/kernel/vmlinuz"
	build -s kernelrelease | tail -n 1 | sed "s/\$/-$flavour/" \
		> "$work/kernel/release"
	touch "$work/kernel/modules.builtin"
	# shellcheck disable=SC2154 # of unpack.sh
	printf '%s\n' "$modules" > "$work/kernel/wanted"
	cp "$out/.config" "$work/config"
	trees "$work/dtbs"
}

one()
{
	local series part
	release=$1 series=${1%%-*} flavour=${1#*-}
	[ ! -e "$cache/kernel/$1/vmlinuz" ] || return 0
	case $flavour in
	*arm64*) arch=arm64 cross=aarch64-linux-gnu- image=Image ;;
	*) arch=arm cross=arm-linux-gnueabihf- image=zImage ;;
	esac
	for part in "${cross}gcc" flex bison bc; do
		command -v "$part" > /dev/null ||
			{ skip "$1: no $part"; return 0; }
	done
	unpack_source "$series" || { skip "$1: no linux-source-$series"; return 0; }
	work=$(mktemp -d "$cache/tmp.XXXXXX")
	out=$cache/small/out-$1
	compile "$work"
	for part in dtbs config kernel; do
		place "$work/$part" "$cache/$part/$1"
	done
	rm -rf "$work" "$out"
}

[ $# -gt 0 ] || set -- 7.3-small-arm64 6.12-small-arm64 6.1-small-arm64 \
	7.3-small-armhf
mkdir -p "$cache/small"
exec 9> "$cache/small/lock"
flock 9
work=
trap 'rm -rf "$work"' EXIT
for release; do
	one "$release"
done
# Gigabytes; what was built from them is kept.
[ "${KEEP_SOURCES:-}" ] || rm -rf "$cache"/small/linux-source-*
exit $status
