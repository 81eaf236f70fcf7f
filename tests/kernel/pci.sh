#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Real kernels judge "plan --pci", what it says becomes of DMA, and which groups VFIO
# attaches.
#
#	tests/kernel/pci.sh [--slice] [--tool FILE]
#
# The whole run boots every bus of pci/buses.py, some with maps drawn at random,
# the machines of pci/machines.py and those of pci/dma.py, on every series (KERNEL_CHECK_RANDOM: seeds a kernel;
# KERNEL_CHECK_SERIES: other releases than those of releases.py);
# --slice boots a few of them on an old one and the newest. Each guest prints
# the configuration space its groups came from, so that dump and groups are of
# one boot. Status 77, and a line that says SKIP: nothing to boot with.
set -eu

export PYTHONDONTWRITEBYTECODE=1
here=$(cd "$(dirname "$0")" && pwd)
tool=$here/../../build/iommuplan
slice=

while [ $# -gt 0 ]; do
	case $1 in
	--slice) slice=1 ;;
	--tool) tool=$2; shift ;;
	*) echo "usage: $0 [--slice] [--tool FILE]" >&2; exit 2 ;;
	esac
	shift
done

for program in python3 "${QEMU_AARCH64:-qemu-system-aarch64}"; do
	command -v "$program" > /dev/null && continue
	echo "SKIP: tests/kernel/pci: no $program"
	exit 77
done
[ -x "$tool" ] || { echo "FAILED: tests/kernel/pci: no $tool"; exit 1; }

# The worst status of all counts, and a disagreement is worse than a SKIP.
status=0
check()
{
	local code=0
	"$here/pci/$1" -q --tool "$tool" "${@:2}" || code=$?
	[ "$status" = 1 ] || [ "$code" = 0 ] || status=$code
}

if [ -n "$slice" ]; then
	check check.py -k 6.1 -k 7.2 two-ports/v3 bridge/v3-no-zero everything/v2
	check check.py -k 7.2 --dump 6.1 two-ports/v3
	check check.py -k 7.2 hosts-one-smmu
	check dma.py -k 7.2 usual
else
	[ -n "${KERNEL_CHECK_SERIES:-}" ] ||
		KERNEL_CHECK_SERIES=$(cd "$here" &&
			python3 -c 'import releases; print(*releases.SERIES)')
	export KERNEL_CHECK_SERIES
	# Without it the machines that need it are a SKIP.
	"$here/../fetch/qemu.sh" || true
	check check.py --random "${KERNEL_CHECK_RANDOM:-15}"
	# what a kernel that leaves ACS alone shows serves one that enables it
	check check.py -k 7.2 --dump 6.1 port/v3 two-ports/v3 functions/v3 switch/v3 \
		ports-of-one-device/v3 everything/v3
	check dma.py
	# A kernel whose vfio modules are not in the cache is a SKIP.
	check vfio.py -k 6.12 -k 7.2
fi
exit "$status"
