#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Real kernels judge the tool.
#
#	tests/kernel/run.sh [--slice] [--series RELEASE]... [--tool FILE]
#
# The whole run boots every hand-written case, boards of every SoC with an IOMMU
# that a kernel ships (KERNEL_CHECK_PER_SOC=1000: all its boards), and some of
# them on all kernels: those of releases.py, or what --series names, 6.18 or
# 7.3-arm64-16k; and the boards of the small kernels that "make kernel-build"
# left in the cache. What was booted is kept: a run that was ended goes on where
# it was. --slice does in a minute or two what "make check" can afford. Status
# 77, and a line that says SKIP: nothing to boot with.
set -eu

export PYTHONDONTWRITEBYTECODE=1
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
tool=$top/build/iommuplan
slice=
series=
quiet=-q
[ -z "${V:-}" ] || quiet=
status=0
skipped=0

while [ $# -gt 0 ]; do
	case $1 in
	--slice) slice=1 ;;
	--series) series="$series $2"; shift ;;
	--tool) tool=$2; shift ;;
	*)
		echo "usage: $0 [--slice] [--series RELEASE]... [--tool FILE]" >&2
		exit 2
		;;
	esac
	shift
done

# What runs counts as passed, skipped or failed; nothing fails silently.
run()
{
	local code=0
	"$@" || code=$?
	case $code in
	0) ;;
	77) skipped=1 ;;
	*) status=1 ;;
	esac
}

need()
{
	command -v "$1" > /dev/null && return
	echo "SKIP: tests/kernel: no $1"
	exit 77
}

need python3
need dtc
need fdtoverlay
[ -x "$tool" ] || { echo "FAILED: tests/kernel: no $tool"; exit 1; }
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}

# Before anything is judged: does the judge object where it must?
run "$here/selftest.py"
run "$here/selftest_drawn.py"
# The cases on record need no kernel: what it did is written down.
run "$here/cases.py" plan ${quiet:+"$quiet"} --tool "$tool"

need "${QEMU_AARCH64:-qemu-system-aarch64}"
if [ -n "$slice" ]; then
	# Some boots in any case: the harness itself may be what broke.
	export KERNEL_CHECK_FRESH=1
	run "$here/cases.py" boot ${quiet:+"$quiet"} -k 6.1 -k 7.2 \
		smmuv2-shared-last smmuv3-alias rockchip-two
	run "$here/artefacts.py" ${quiet:+"$quiet"} --tool "$tool" -k 6.1 \
		-m lazy -m passthrough smmuv2-plain rockchip-one
	run "$here/runtime.py" ${quiet:+"$quiet"} --tool "$tool" -k 6.1 \
		-k 7.2 own
	run "$here/policies.py" ${quiet:+"$quiet"} --tool "$tool" -k 6.1 -k 7.2 \
		mixed-shared over-shared
	unset KERNEL_CHECK_FRESH
else
	[ -n "$series" ] || series=$(cd "$here" &&
		python3 -c 'import releases; print(*releases.SERIES)')
	export KERNEL_CHECK_SERIES=$series
	for release in $series; do
		case $release in
		*-small-*) continue ;;
		5.10 | 6.1 | 6.12 | 7.2 | *-*) ;;
		# Of the others no armhf kernel is judged.
		*) release=$release-arm64 ;;
		esac
		run "$here/../fetch/debian.sh" all "$release"
	done
	run "$here/cases.py" boot ${quiet:+"$quiet"}
	run "$here/artefacts.py" ${quiet:+"$quiet"} --tool "$tool" \
		rockchip-one smmuv2-plain smmuv3-plain smmuv2-shared-last
	run "$here/runtime.py" ${quiet:+"$quiet"} --tool "$tool"
	run "$here/policies.py" ${quiet:+"$quiet"} --tool "$tool"
	run "$here/defaults.py" ${quiet:+"$quiet"} --tool "$tool"
	run "$here/windows.py" ${quiet:+"$quiet"} --tool "$tool"
fi

if [ -n "$slice" ]; then
	run "$here/own.py" --table --tool "$tool" --list "$here/slice.list"
	run "$here/packs.py" --tool "$tool" -k 6.12 1 2
	[ "$status" = 0 ] || exit 1
	[ "$skipped" = 0 ] || exit 77
	exit 0
fi
run "$here/own.py" --tool "$tool" --per-soc "${KERNEL_CHECK_PER_SOC:-1}"
small=
for kernel in "$cache"/kernel/*-small-*; do
	[ ! -e "$kernel/vmlinuz" ] || small="$small -k ${kernel##*/}"
done
if [ -n "$small" ]; then
	# shellcheck disable=SC2086 # several options
	run "$here/own.py" --tool "$tool" $small \
		--per-soc "${KERNEL_CHECK_PER_SOC:-1}"
else
	echo "SKIP: tests/kernel: no kernel of our own (make kernel-build)"
	skipped=1
fi
run env IOMMUPLAN="$tool" "$here/snippets.sh"

# Newer trees on older kernels, and the other way round.
boards=()
while read -r board; do
	case $board in
	'' | '#'*) ;;
	*) [ ! -e "$cache/dtbs/${board#!}" ] || boards+=("${board#!}") ;;
	esac
done < "$here/boards.list"
if [ ${#boards[@]} -eq 0 ]; then
	echo "SKIP: tests/kernel: no boards in $cache/dtbs"
	skipped=1
else
	run "$here/boards.py" --tool "$tool" "${boards[@]/#/$cache/dtbs/}"
fi

# The marked ones with what the tool makes of them, read back in the guest.
while read -r board; do
	case $board in
	'!'*) [ ! -e "$cache/dtbs/${board#!}" ] ||
		run "$here/artefacts.py" ${quiet:+"$quiet"} --tool "$tool" \
			"$cache/dtbs/${board#!}" ;;
	esac
done < "$here/boards.list"

# Topologies nobody would draw; the seeds are fixed, so that a finding stays.
random=$(mktemp -d)
trap 'rm -rf "$random"' EXIT
"$here/generate.py" -o "$random" 1 "${KERNEL_CHECK_RANDOM:-60}"
run "$here/boards.py" --tool "$tool" "$random"
run "$here/packs.py" --tool "$tool" -n 32 --shrink "$here/cases" \
	1 "${KERNEL_CHECK_PACKS:-12}"

[ "$status" = 0 ] || exit 1
[ "$skipped" = 0 ] || exit 77
