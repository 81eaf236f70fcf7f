#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The places of all pointers in an image, as start.S wants them: distances in
# words of 8 bytes, 2 bytes each instead of the linker's 24. The pointers hold
# what they are at address 0 already.
#
# A link that left out -pie has no relocations at all, and pointers that are
# wrong everywhere but at address 0: that is an error, as is any other kind.
#
#	relocs.sh ELF-FILE
set -eu -o pipefail

LC_ALL=C "${CROSS:-aarch64-linux-gnu-}readelf" -rW "$1" |
	awk '$3 ~ /^R_/ { print $1, $3 }' | sort | {
	last=0
	n=0
	echo '	.section .relocs, "a"'
	while read -r at kind; do
		at=$((16#$at))
		distance=$(((at - last) / 8))
		if [ "$kind" != R_AARCH64_RELATIVE ] || [ $((at % 8)) != 0 ] ||
			[ "$distance" -gt 65535 ]; then
			echo "$1: $kind at $at cannot be said in .relocs" >&2
			exit 1
		fi
		echo "	.short	$distance"
		last=$at
		n=$((n + 1))
	done
	if [ "$n" = 0 ]; then
		echo "$1: no relocations: not linked with -pie?" >&2
		exit 1
	fi
}
