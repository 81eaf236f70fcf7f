#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Power cuts at any write of an update, files of several updates and boards, and
# hostile environments, in U-Boot's sandbox: the board boots, with what was
# checked. --slice: one file of each mixture in any state, where there is a
# sandbox; else all combinations.
#
#	tests/uboot/powercut.sh [--slice] [RELEASE...]	bookworm and sid unless named
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
more=--all
count=2000
every=1
if [ "${1:-}" = --slice ]; then
	more=
	count=200
	every=10
	shift
fi
[ $# -gt 0 ] || set -- bookworm sid

# sandbox RELEASE: its directory in $built; a slice builds none
sandbox()
{
	built=$cache/u-boot/$1/sandbox
	[ -n "$more" ] || { [ -x "$built/u-boot" ]; return; }
	built=$("$top/tests/uboot/build.sh" "$1" sandbox 2>"$tmp/err")
}

for release in "$@"; do
	if ! have mkimage || ! have dtc || ! sandbox "$release"; then
		skip "power cuts in $release's U-Boot" "no sandbox, mkimage or dtc: make uboot-check"
		continue
	fi
	# shellcheck disable=SC2086	# nothing, or one word
	run nice "$top/tests/uboot/powercut.py" --tool "$plan_bin" $more "$built/u-boot"
	expect "$release: $(tail -n 1 "$tmp/out")" 0
	[ "$status" = 0 ] || head -n 5 "$tmp/out"
	run nice "$top/tests/uboot/orders.py" --tool "$plan_bin" \
		--count "$count" --every "$every" "$built/u-boot"
	expect "$release: $(tail -n 1 "$tmp/out")" 0
	[ "$status" = 0 ] || head -n 5 "$tmp/out"
	run nice "$top/tests/uboot/hostile_env.py" --tool "$plan_bin" \
		--count "$count" "$built/u-boot"
	expect "$release: $(tail -n 1 "$tmp/out")" 0
	[ "$status" = 0 ] || head -n 5 "$tmp/out"
done
finish
