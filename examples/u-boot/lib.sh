# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck shell=sh
#
# What the recipes share. The arguments of a recipe are the common stem of the
# files that build wrote, and the root of the system to change, "/" or a mounted
# image:
#
#	RECIPE OUT/BOARD ROOT [...]
#
# Running a recipe again changes nothing.

# value NAME: the value of a variable in board.env
value()
{
	sed -n "s/^$1=//p" "$stem.env"
}

# there FILE...: refuse a system that does not have them
there()
{
	for file; do
		[ -f "$file" ] || {
			echo "$0: there is no $file" >&2
			exit 1
		}
	done
}

# made_for TREE: refuse a plan that was made for a different tree
made_for()
{
	there "$1"
	# The CRC32 that gzip writes, least significant byte first, as the
	# script has it
	sum=$(gzip -1c <"$1" | tail -c 8 | head -c 4 | od -An -tx1 | tr -d ' ')
	grep -qx "setenv iommu_dtb_crc32le 0x$sum" "$stem.boot.cmd" || {
		echo "$0: $1 is not the tree that $stem.boot.cmd was made for" >&2
		exit 1
	}
}

# put FILE PLACE: copy, so that PLACE is never incomplete
put()
{
	mkdir -p "${2%/*}"
	cp "$1" "$2.new"
	mv "$2.new" "$2"
}

# with_words OLD NEW: OLD, then the words of NEW that are not in it
with_words()
{
	words=$1
	for word in $2; do
		case " $words " in
		*" $word "*) ;;
		*) words=${words:+$words }$word ;;
		esac
	done
	echo "$words"
}

# add_words FILE NAME NEW [QUOTE]: add NEW to the words of "NAME=..." in FILE
add_words()
{
	[ -e "$1" ] || : >"$1"
	quote=${4:-}
	old=$(sed -n "s/^$2=//p" "$1" | tail -n 1 | sed "s/^$quote//; s/$quote\$//")
	new=$(with_words "$old" "$3")
	grep -v "^$2=" "$1" >"$1.new" || true
	echo "$2=$quote$new$quote" >>"$1.new"
	mv "$1.new" "$1"
}

if [ $# -lt 2 ] || [ ! -f "$1.env" ]; then
	echo "usage: $0 OUT/BOARD ROOT [...]; see README.md" >&2
	exit 2
fi
stem=$1
# shellcheck disable=SC2034 # the recipes use it
root=${2%/}
