#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Boots boards that plan for themselves, in Debian's U-Boot and in builds that
# have the command. --slice: some of it, in what is there already.
#
#	tests/uboot/onboard.sh [--slice|bookworm|sid|command]	all unless named
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"
needs python3

# boots NAME...: each line of onboard.py is one test
boots()
{
	code=0
	python3 "$top/tests/uboot/onboard.py" --tool "$plan_bin" \
		--image "$top/build/uboot" "$@" >"$tmp/boots" || code=$?
	while read -r line; do
		case $line in
		SKIP*) skip "a board that plans for itself" "${line#*: }" ;;
		*agree) ok "$line" ;;
		*) not_ok "$line" ;;
		esac
	done <"$tmp/boots"
	[ "$code" = 0 ] || [ "$code" = 77 ] || [ "$failed" != 0 ] ||
		not_ok "onboard.py" "status $code"
}

"$top/tests/fetch/uboot.sh" binary >&2 || true
if [ "${1:-}" = --slice ]; then
	boots bookworm:auto sid:bootm sid:go-room sid:auto-half
	finish
fi
[ $# -gt 0 ] || set -- bookworm sid command
for part in "$@"; do
	if [ "$part" = command ]; then
		for release in bookworm sid v2026.07; do
			"$top/tests/uboot/build.sh" "$release" qemu_arm64 >&2 || true
		done
		boots --command
		python3 "$top/tests/uboot/memory.py" --tool "$plan_bin" >"$tmp/boots" || true
		while read -r line; do
			case $line in
			SKIP*) skip "where the command may not write" "${line#*: }" ;;
			*agree) ok "$line" ;;
			*) not_ok "$line" ;;
			esac
		done <"$tmp/boots"
	else
		boots --only "$part"
	fi
done
finish
