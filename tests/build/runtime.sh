#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The script that sets group types, in a sysfs of files: what it writes, and
# what it refuses, naming the device. What real kernels make of it is for
# tests/kernel/runtime.py. Also what starts it: unit, hook and module.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

base=$tmp/tree
sys=$tmp/sys

# device BUS NAME GROUP NODE [BELOW]: as the kernel would show it
device()
{
	at=$sys/devices/${5:-}${5:+/}$2
	mkdir -p "$at" "$base$4" "$sys/bus/$1/devices" "$sys/bus/$1/drivers"
	ln -s "$at" "$sys/bus/$1/devices/$2"
	ln -s "$sys/bus/$1" "$at/subsystem"
	[ -z "$4" ] || ln -s "$base$4" "$at/of_node"
	echo '(null)' >"$at/driver_override"
	[ -n "$3" ] || return 0
	mkdir -p "$sys/kernel/iommu_groups/$3/devices"
	[ -e "$sys/kernel/iommu_groups/$3/type" ] ||
		echo DMA >"$sys/kernel/iommu_groups/$3/type"
	ln -s "$at" "$sys/kernel/iommu_groups/$3/devices/$2"
	ln -s "$sys/kernel/iommu_groups/$3" "$at/iommu_group"
}

bind() # NAME DRIVER
{
	mkdir -p "$sys/bus/platform/drivers/$2"
	ln -s "$sys/bus/platform/drivers/$2" "$sys/devices/$1/driver"
}

fresh()
{
	rm -rf "$base" "$sys"
	device platform 1000.usb 3 /soc/usb@1000
	device platform 2000.dma 4 /soc/dma@2000
	device platform 3000.gpu 4 /soc/gpu@3000
	device amba 4000.pl330 5 /soc/pl330@4000
	device platform 5000.late "" /soc/late@5000
	device platform 6000.pcie "" /pcie@6000
	device pci 0000:00:00.0 6 "" 6000.pcie/pci0000:00
	device pci 0000:01:00.0 7 "" 6000.pcie/pci0000:00/0000:00:00.0
	device platform 1000.usb.auto 3 /soc/other
}

# with LEVER...: run the script with these
with()
{
	{
		cat "$top/tool/artefacts/runtime/runtime.sh"
		echo 'levers() {'
		printf '%s\n' "$@" '}'
		# shellcheck disable=SC2016
		echo 'for pass in find check set; do levers
			[ $failed = 0 ] || exit 1
		done'
	} >"$tmp/runtime.sh"
	# shellcheck disable=SC2086 # words
	run env IOMMUPLAN_SYS="$sys" IOMMUPLAN_TREE="$base" $shell "$tmp/runtime.sh"
}

type_of()
{
	cat "$sys/kernel/iommu_groups/$1/type"
}

sets_types()
{
	fresh
	rm "$sys/kernel/iommu_groups/3/devices/1000.usb.auto"
	with "want identity /soc/usb@1000" "want DMA-FQ /soc/pl330@4000"
	expect "$shell: two devices" 0 '^iommuplan: /soc/usb@1000: identity, was DMA$' "$tmp/out"
	is "$shell: the first" identity "$(type_of 3)"
	is "$shell: the second, on another bus" DMA-FQ "$(type_of 5)"
	is "$shell: no other" DMA "$(type_of 4)"
	with "want identity /soc/usb@1000" "want DMA-FQ /soc/pl330@4000"
	expect "$shell: again" 0
	is "$shell: has nothing to do" "" "$(cat "$tmp/out")"
	bind 1000.usb xhci
	with "want identity /soc/usb@1000"
	expect "$shell: what is right may be in use" 0
	with "want_behind identity /pcie@6000"
	expect "$shell: what is behind a host" 0
	is "$shell: all of it" "identity identity" "$(type_of 6) $(type_of 7)"
	with "want_function DMA /pcie@6000 01:00.0"
	is "$shell: one function" "identity DMA" "$(type_of 6) $(type_of 7)"
	bind 2000.dma pl330
	with "want DMA-FQ /soc/dma@2000" "want DMA-FQ /soc/gpu@3000"
	expect "$shell: laziness may come later" 0
}

# refuses NAME PATTERN LEVER...: nothing is written then
refuses()
{
	name=$1
	pattern=$2
	shift 2
	with "$@"
	expect "$shell: $name" 1 "$pattern"
	is "$shell: $name: nothing is written" "DMA DMA DMA DMA DMA" \
		"$(cat "$sys"/kernel/iommu_groups/*/type | tr '\n' ' ' | sed 's/ $//')"
}

refuses_all()
{
	fresh
	refuses "a member nobody spoke of" \
		'^iommuplan: /soc/usb@1000: shares its group with 1000.usb.auto, for which no type is given' \
		"want identity /soc/usb@1000" "want identity /soc/pl330@4000"
	refuses "members that are to differ" '3000.gpu, which is to get a different type' \
		"want identity /soc/dma@2000" "want DMA-FQ /soc/gpu@3000"
	refuses "no such device" '^iommuplan: /soc/absent: there is no such device' \
		"want identity /soc/pl330@4000" "want identity /soc/absent"
	refuses "no such function" '/pcie@6000 function 02:00.0: there is no such' \
		"want_function identity /pcie@6000 02:00.0"
	refuses "no such host" '/pcie@7: there is no such' "want_behind identity /pcie@7"
	refuses "no group" '^iommuplan: /soc/late@5000: has no IOMMU group' \
		"want identity /soc/late@5000" "want identity /soc/pl330@4000"
	refuses "a name that is a command" '^iommuplan: /\?: there is no' \
		"want identity '/\$(touch $tmp/run)
' '/?'"
	is "$shell: which was not run" no "$([ -e "$tmp/run" ] || echo no)"
	bind 2000.dma pl330
	refuses "a bound driver" \
		'/soc/dma@2000: is to get identity instead of DMA, but 2000.dma is bound to pl330' \
		"want identity /soc/dma@2000" "want identity /soc/gpu@3000"
	chmod 444 "$sys/kernel/iommu_groups/5/type"
	refuses "a type that is not to be written" 'Linux 5.11' \
		"want identity /soc/pl330@4000"
}

# A driver that does nothing gives a device its group: played by its files.
borrows()
{
	fresh
	mkdir -p "$sys/bus/platform/drivers/simple-pm-bus"
	late=$sys/devices/5000.late
	with "want identity /soc/late@5000"
	expect "$shell: no group after all" 1 'has no IOMMU group'
	is "$shell: was bound" 5000.late "$(cat "$sys/bus/platform/drivers/simple-pm-bus/bind")"
	is "$shell: and is free again" "" "$(cat "$late/driver_override")"
	echo vfio-platform >"$late/driver_override"
	with "want identity /soc/late@5000"
	is "$shell: but not where somebody chose" vfio-platform "$(cat "$late/driver_override")"
}

for shell in dash "bash --posix" "busybox sh"; do
	if have "${shell% *}"; then
		sets_types
		refuses_all
		borrows
	else
		skip "the script in ${shell% *}" "there is none"
	fi
done

with "want identity /x"
run sh "$tmp/runtime.sh" prereqs
expect "initramfs-tools asks for its prerequisites" 0 '^$' "$tmp/out"
needs shellcheck
for script in runtime.sh initramfs-tools.sh dracut.sh; do
	run shellcheck -x "$top/tool/artefacts/runtime/$script"
	expect "shellcheck $script" 0
done
run shellcheck -x "$tmp/runtime.sh"
expect "shellcheck of what build writes" 0
finish
