#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Compares the IOMMU groups of the running system with what was planned for its
# tree. Prints KTAP; needs a POSIX shell with readlink, and /sys.
#
# Exit status: 0 as planned, 1 something differs.
set -u

sys=${IOMMUPLAN_SYS:-/sys}
test=0
bad=0
nl='
'
nodes=$nl	# a line for each device: the path of its node, its directory
seen=' '	# NUMBER=KEY of each group met so far

# A node has the device of its name, if several share it: the first is enough.
for at in "$sys"/bus/platform/devices/* "$sys"/bus/amba/devices/*; do
	case $at in *.auto) continue ;; esac
	node=$(readlink "$at/of_node" 2>/dev/null) || continue
	case $node in */devicetree/base/*) ;; *) continue ;; esac
	nodes="$nodes/${node#*/devicetree/base/}	$at$nl"
done

result()
{
	test=$((test + 1))
	echo "$1 $test $label${2:+ # SKIP $2}"
}

# differs WORDS
differs()
{
	bad=1
	result 'not ok'
	echo "# $1"
}

# look PATH: its device in $device, that device's group in $group; empty: none
look()
{
	device='' group='' type=''
	case $nodes in
	*"$nl$1	"*)
		device=${nodes#*"$nl$1	"}
		device=${device%%"$nl"*}
		;;
	esac
	[ -n "$device" ] || return 0
	group=$(readlink "$device/iommu_group" 2>/dev/null) || { group=''; return 0; }
	group=${group##*/}
	type=$(cat "$sys/kernel/iommu_groups/$group/type" 2>/dev/null) || type=''
}

# in_group KEY TYPE PATH LABEL
in_group()
{
	label="group $4"
	look "$3"
	if [ -z "$device" ]; then
		differs 'there is no device of this node'
	elif [ -z "$group" ] && [ "$by_driver" = 1 ] && [ ! -e "$device/driver" ]; then
		result ok 'no driver is bound, and up to Linux 6.14 that makes the group'
	elif [ -z "$group" ]; then
		differs "planned a group, $2; found none"
	elif [ -n "$type" ] && [ "$2" != unknown ] && [ "$type" != "$2" ]; then
		differs "planned $2, found $type"
	else
		together "$1"
	fi
}

# together KEY: those of one key are in one group, and nobody else is
together()
{
	case $seen in
	*" $group=$1 "*) result ok ;;
	*" $group="*) differs "group $group also contains devices that are planned to be in other groups" ;;
	*"=$1 "*) differs "group $group is not that of the devices with which it should share a group" ;;
	*)
		seen="$seen$group=$1 "
		result ok
		;;
	esac
}

# no_group REASON PATH LABEL
no_group()
{
	label="group $3"
	look "$2"
	if [ -n "$group" ]; then
		differs "planned no group ($1), found group $group, ${type:-unknown}"
	else
		result ok
	fi
}

# not_reported WHY LABEL: what no plan can promise
not_reported()
{
	label="group $2"
	result ok "$1"
}

