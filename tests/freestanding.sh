#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The library's objects may ask the outside only for what every freestanding
# user brings along.
#
#	tests/freestanding.sh OBJECT...
set -eu

if ! command -v "${CROSS:-aarch64-linux-gnu-}gcc" >/dev/null; then
	echo "SKIP: no ${CROSS:-aarch64-linux-gnu-}gcc to build the library freestanding with"
	exit 77
fi

joined=$(mktemp)
trap 'rm -f "$joined"' EXIT
"${CROSS:-aarch64-linux-gnu-}ld" -r -o "$joined" "$@"
wanted='memcpy|memmove|memset|memcmp|memchr|strlen|strcmp|strncmp|strchr|strcspn|strspn'
foreign=$("${CROSS:-aarch64-linux-gnu-}nm" -u "$joined" | awk '{print $2}' |
	grep -Ev "^($wanted|_GLOBAL_OFFSET_TABLE_)\$" || true)
writable=$("${CROSS:-aarch64-linux-gnu-}nm" "$joined" | awk '$2 ~ /^[bBdDcC]$/ {print $3}' |
	grep -v '^\$' || true)
if [ -n "$foreign" ]; then
	echo "not ok - the library needs: $foreign"
	exit 1
fi
"${CROSS:-aarch64-linux-gnu-}size" "$joined" | awk 'NR == 2 {
	printf "ok - freestanding: %d bytes of text, %d of data\n", $1, $2 }'
[ -z "$writable" ] || echo "    writable or relocated data: $(echo "$writable" | wc -l) objects"
