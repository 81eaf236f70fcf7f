#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Fills the cache with Debian's kernels, their configurations and the device
# trees they ship. Nothing in the cache is ever committed.
#
#	tests/fetch/debian.sh dtbs|kernels|configs|vfio|busybox|sources|all [RELEASE...]
#	tests/fetch/debian.sh kernel-sources|supplier-sources [RELEASE...]
#
# RELEASE is a kernel series, 6.12; a suffix picks one architecture or flavour,
# 6.12-armhf, 7.3-arm64-16k. What is present already is left alone. Status 77: not to be had.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
# shellcheck source=/dev/null
. "$here/apt.sh"
# shellcheck source=/dev/null
. "$here/unpack.sh"

skipped=0
work=

usage()
{
	echo "usage: $0 dtbs|kernels|configs|vfio|busybox|sources|kernel-sources|supplier-sources|all [RELEASE...]" >&2
	exit 2
}

skip()
{
	echo "SKIP: $*" >&2
	skipped=1
}

# An empty directory in the cache's own file system, so that renaming works.
new_work()
{
	rm -rf "$work"
	work=$(mktemp -d "$cache/tmp.XXXXXX")
}

# The parts of one kernel asked for and not yet in the cache.
missing()
{
	local part
	for part in $2; do
		if [ ! -e "$cache/$part/$1" ]; then
			printf '%s ' "$part"
		elif [ "$part" = kernel ]; then
			has_modules "$cache/kernel/$1" || printf 'kernel '
		fi
	done
}

# borrow 7.1 arm64 PART...: of the neighbour what the archive has dropped
borrow()
{
	local series=$1 flavour=$2 from part
	shift 2
	[ $# -gt 0 ] || return 0
	from=$(apt_neighbour "$series")
	[ -z "$from" ] || fetch_kernel "$from" "$flavour" "$*"
	for part in "$@"; do
		if [ -n "$from" ] && [ -e "$cache/$part/$from-$flavour" ]; then
			ln -sfn "$from-$flavour" "$cache/$part/$series-$flavour"
		else
			skip "$series-$flavour: no $part to be had"
		fi
	done
}

# fetch_kernel 6.12 arm64 "dtbs config kernel"
fetch_kernel()
{
	local parts part version held
	parts=$(missing "$1-$2" "$3")
	[ -n "$parts" ] || return 0
	apt_init "$1" "$2" || { skip "$1-$2: no Debian mirror"; return 0; }
	# A mirror may list a version whose package it does not hold.
	for version in $(apt_kernels "$1" "$2"); do
		# shellcheck disable=SC2086 # the parts are separate words
		held=$(apt_parts "$version" $parts | tr '\n' ' ')
		# shellcheck disable=SC2086 # the parts are separate words
		if [ -z "$held" ] || { new_work; apt_download "$work" "$version" $held; }; then
			[ -z "$held" ] ||
				unpack_kernel "$work" "$1-$2" "$version" "$held"
			for part in $held; do
				parts=${parts/$part/}
			done
			# shellcheck disable=SC2086 # the same
			borrow "$1" "$2" $parts
			return
		fi
	done
	skip "$1-$2: no such kernel to be had from $(apt_suites "$1")"
}

# The user space of the kernel harness; its version does not matter.
fetch_busybox()
{
	[ ! -x "$cache/busybox/$1/busybox" ] || return 0
	apt_init 6.1 "$1" || { skip "busybox: no Debian mirror"; return 0; }
	new_work
	if (cd "$work" && apt-get -q download busybox-static >&2); then
		unpack_busybox "$work" "$1"
	else
		skip "busybox: the package for $1 cannot be downloaded"
	fi
}

# What 7.2's device trees were made of; other releases are not asked for.
fetch_sources()
{
	[ ! -d "$cache/source/7.2" ] || return 0
	apt_init 7.2 arm64 || { skip "sources: no Debian mirror"; return 0; }
	new_work
	if (cd "$work" && apt-get -q download linux-source-7.2 >&2); then
		unpack_sources "$work" 7.2
	else
		skip "sources: the package cannot be downloaded"
	fi
}

# fetch_kernel_source 6.12 WHAT: what tests/facts/check reads, into source/X.Y.Z
# (WHAT kernel), or what tests/facts/suppliers.py reads, into suppliers/X.Y.Z (supplier)
fetch_kernel_source()
{
	apt_init "$1" arm64 || { skip "source of $1: no Debian mirror"; return 0; }
	new_work
	if (cd "$work" && apt-get -q download "linux-source-$1" >&2); then
		"unpack_$2_source" "$work" "$1"
	else
		skip "source of $1: the package cannot be downloaded"
	fi
}

[ $# -ge 1 ] || usage
case $1 in
dtbs) parts=dtbs ;;
configs) parts=config ;;
kernels) parts=kernel ;;
vfio) parts=vfio ;;
busybox | sources | kernel-sources | supplier-sources) parts= ;;
all) parts="dtbs config kernel" ;;
*) usage ;;
esac
what=$1
shift
[ $# -gt 0 ] || set -- 5.10 6.1 6.12 7.2

mkdir -p "$cache"
exec 9> "$cache/lock"
flock 9
trap 'rm -rf "$work"' EXIT

if [ -n "$parts" ]; then
	for release in "$@"; do
		case $release in
		*-*) archs=${release#*-} ;;
		*) archs="arm64 armhf" ;;
		esac
		for arch in $archs; do
			fetch_kernel "${release%%-*}" "$arch" "$parts"
		done
	done
fi
case $what in
kernels | busybox | all)
	fetch_busybox arm64
	fetch_busybox armhf
	;;
esac
case $what in
sources | all) fetch_sources ;;
esac
case $what in
kernel-sources | supplier-sources)
	for release in "$@"; do
		fetch_kernel_source "$release" "${what%-sources}"
	done
	;;
esac
[ "$skipped" = 0 ] || exit 77
