#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The sums of the program for boot loaders: its own, and those a script checks.
#
#	sum.sh add FILE			FILE with its sum as its last four bytes
#	sum.sh script NAME FILE		lines that set iommu_NAME_size, _crc32le
set -eu

# The CRC32 that gzip writes, least significant byte first
crc32()
{
	gzip -1c | tail -c 8 | head -c 4
}

case $1 in
add)
	# Behind the header of 512 bytes, as start.S reads it
	head -c -4 "$2"
	tail -c +513 "$2" | head -c -4 | crc32
	;;
script)
	echo "setenv iommu_$2_size 0x$(printf %x "$(wc -c <"$3")")"
	echo "setenv iommu_$2_crc32le 0x$(crc32 <"$3" | od -An -tx1 | tr -d ' ')"
	;;
esac
