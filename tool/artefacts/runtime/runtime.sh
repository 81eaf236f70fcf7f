#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Sets the default domain types of IOMMU groups, found by the device's node in
# the tree, before drivers bind. Nothing is written unless all of it can be;
# what is right already stays, so that it may run again at any time.
#
# Exit status: 0 all types are as wanted; 1 they are not, and why was told.
# As an init-top script of initramfs-tools it is asked for its prerequisites.
set -u
[ "${1:-}" != prereqs ] || { echo; exit 0; }

tree=${IOMMUPLAN_TREE:-/sys/firmware/devicetree/base}
sys=${IOMMUPLAN_SYS:-/sys}
nl='
'
wanted=$nl	# a line for each device found: its directory = its type
# shellcheck disable=SC2034 # what is added at the end reads it
failed=0
pass='find'

# To standard error, and to the kernel's log, which the console shows.
fail()
{
	# shellcheck disable=SC2034
	failed=1
	printf 'iommuplan: %s: %s\n' "$label" "$1" >&2
	[ ! -w /dev/kmsg ] || printf '<3>iommuplan: %s: %s\n' "$label" "$1" \
		2>/dev/null >/dev/kmsg || :
}

# The device that the kernel made of node $path; empty: none.
find_node()
{
	found=
	for at in "$sys"/bus/platform/devices/* "$sys"/bus/amba/devices/*; do
		# shellcheck disable=SC3013 # what runs this knows -ef
		[ "$at/of_node" -ef "$tree$path" ] || continue
		case $at in *.auto) continue ;; esac
		found=$(readlink -f "$at")
		return
	done
}

# Linux before 6.15 makes a device's group when a driver binds to it. For one
# without, a driver that does nothing is bound for a moment: simple-pm-bus, or
# pci-stub, which leave alone what they are made to bind. Not where somebody
# else has chosen a driver.
make_group()
{
	bus=$(readlink -f "$1/subsystem")
	name=${1##*/}
	driver=
	case $bus in
	*/platform) driver=simple-pm-bus ;;
	*/pci) driver=pci-stub ;;
	esac
	[ -n "$driver" ] && [ -d "$bus/drivers/$driver" ] || return 0
	read -r other 2>/dev/null <"$1/driver_override" || return 0
	case $other in
	'' | '(null)') ;;
	*) return 0 ;;
	esac
	{
		printf '%s' "$driver" >"$1/driver_override" &&
			printf '%s' "$name" >"$bus/drivers/$driver/bind"
		[ ! -e "$1/driver" ] ||
			printf '%s' "$name" >"$bus/drivers/$driver/unbind"
		printf '\n' >"$1/driver_override"
	} 2>/dev/null || :
}

# A device that is to have $type: note it down, or check and set its group.
device()
{
	case $pass in
	find)
		[ -e "$1/iommu_group" ] || [ -e "$1/driver" ] || make_group "$1"
		if [ ! -e "$1/iommu_group" ]; then
			fail "has no IOMMU group (before Linux 6.15 one is allocated when the first driver binds)"
		else
			wanted=$wanted$1=$type$nl
		fi ;;
	check) check_group "$(readlink -f "$1/iommu_group")" ;;
	set) set_group "$(readlink -f "$1/iommu_group")" ;;
	esac
}

# Only one who can change: all members wanted alike, none with a driver.
check_group()
{
	read -r now 2>/dev/null <"$1/type" ||
		{ fail "its group's type cannot be read"; return; }
	for member in "$1"/devices/*; do
		real=$(readlink -f "$member")
		case $wanted in
		*"$nl$real=$type$nl"*) ;;
		*"$nl$real="*)
			fail "shares its group with ${real##*/}, which is to get a different type" ;;
		*)	fail "shares its group with ${real##*/}, for which no type is given" ;;
		esac
		[ "$now" = "$type" ] || [ "$now $type" = "DMA DMA-FQ" ] ||
			! uses_dma "$real" ||
			fail "is to get $type instead of $now, but ${real##*/} is bound to $driver"
	done
	[ "$now" = "$type" ] || case $(ls -l "$1/type") in
	??w*) ;;
	*) fail "this kernel cannot change a group's type (Linux 5.11 and newer can)" ;;
	esac
}

# Some drivers leave DMA to whoever uses the device: these are not in the way.
uses_dma()
{
	[ -e "$1/driver" ] || return 1
	driver=$(readlink -f "$1/driver")
	driver=${driver##*/}
	case $driver in
	pcieport | pci-stub | vfio-*) return 1 ;;
	esac
}

set_group()
{
	read -r now <"$1/type"
	[ "$now" != "$type" ] || return 0
	printf '%s\n' "$type" 2>/dev/null >"$1/type"
	read -r after <"$1/type"
	if [ "$after" = "$type" ]; then
		printf 'iommuplan: %s: %s, was %s\n' "$label" "$type" "$now"
	else
		fail "the kernel refuses $type for its group and leaves it at $after"
	fi
}

# want TYPE PATH [LABEL]: the device of a node; want_behind: those behind a
# host; want_function: one of them by bus:device.function; want_context: a
# context of host1x by number. LABEL stands for a path that does not show.
want()
{
	type=$1 path=$2 label=${3:-$2}
	find_node
	if [ -n "$found" ]; then
		device "$found"
	else
		[ "$pass" != find ] || fail "there is no such device"
	fi
}

want_behind()
{
	type=$1 path=$2 label=${3:-$2}
	behind "*"
}

want_function()
{
	type=$1 path=$2 label="${4:-$2} function $3"
	behind "*:$3"
}

# An empty bus is no mistake, a missing function is.
behind()
{
	find_node
	host=$found any=
	for at in "$sys"/bus/pci/devices/* "$sys"/bus/fsl-mc/devices/*; do
		real=$(readlink -f "$at")
		# shellcheck disable=SC2254 # the pattern is one
		case $real in "${host:-none}"/*) case $real in $1)
			any=1
			device "$real" ;;
		esac ;; esac
	done
	[ "$pass" != find ] || [ -n "$any" ] || { [ -n "$host" ] && [ "$1" = "*" ]; } ||
		fail "there is no such device"
}

want_context()
{
	type=$1 path=$2 label="${4:-$2} context $3"
	at=$sys/bus/host1x-context/devices/host1x-ctx.$3
	if [ -e "$at" ]; then
		device "$(readlink -f "$at")"
	else
		[ "$pass" != find ] || fail "there is no such device"
	fi
}

