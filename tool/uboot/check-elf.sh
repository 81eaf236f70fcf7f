#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The image relocates itself, and knows one kind of relocation. A link that
# left out -pie has none at all, and pointers that are wrong everywhere but at
# address 0.
#
#	check-elf.sh FILE
set -eu

kinds=$("${CROSS:-aarch64-linux-gnu-}readelf" -rW "$1" |
	awk '$3 ~ /^R_/ { print $3 }' | sort | uniq -c)
case $kinds in
*[0-9]' R_AARCH64_RELATIVE') ;;
*)
	echo "$1: has to have R_AARCH64_RELATIVE relocations, and no others: $kinds" >&2
	exit 1
	;;
esac
