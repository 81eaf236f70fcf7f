#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Boots by U-Boot what "build --target u-boot" makes. --slice: some of them.
#
#	tests/uboot/host.sh [--slice|PART...]	all parts unless named
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"
needs python3

# boots ARGS...: each line of host.py is one test
boots()
{
	code=0
	python3 "$top/tests/uboot/host.py" --tool "$plan_bin" "$@" >"$tmp/boots" ||
		code=$?
	while read -r line; do
		case $line in
		SKIP*) skip "boots by U-Boot" "${line#*: }" ;;
		*agree) ok "$line" ;;
		*) not_ok "$line" ;;
		esac
	done <"$tmp/boots"
	[ "$code" = 0 ] || [ "$code" = 77 ] || [ "$failed" != 0 ] ||
		not_ok "host.py" "status $code"
}

"$top/tests/fetch/uboot.sh" binary >&2 || true
if [ "${1:-}" = --slice ]; then
	boots -u bookworm merged stale script-half
	boots -u sid apply extlinux fit base-cut
	boots -u bookworm/arm merged
	finish
fi
[ $# -gt 0 ] || set -- bookworm sid arm kernels overlay
for part in "$@"; do
	case $part in
	arm) boots -u bookworm/arm -u sid/arm merged apply base-cut fit stale script-half ;;
	kernels) boots -k 5.10 -k 6.12 -k 7.2 merged ;;
	overlay)
		# Builds with overlay support are our own.
		for release in bookworm sid v2026.07; do
			"$top/tests/uboot/build.sh" "$release" qemu_arm64 >&2 || true
			boots -u "$release/qemu_arm64" overlay android
		done
		;;
	*) boots -u "$part" ;;
	esac
done
finish
