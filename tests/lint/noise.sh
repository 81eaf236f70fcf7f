#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What lint says of the boards that Debian's four kernels ship, each for its own
# kernel, is what examples/lint-noise.md has on record. UPDATE=1 records it
# anew: look at what is new before, each warning has to be true.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
page=$top/examples/lint-noise.md

for release in 5.10 6.1 6.12 7.2; do
	for arch in arm64 armhf; do
		if [ ! -d "$cache/dtbs/$release-$arch" ]; then
			skip "lint of all boards" "no device trees of $release-$arch"
			finish
		fi
	done
done
run "$top/tests/lint/noise.py" "$plan_bin" "$cache"
expect "all boards are linted" 0 '^\| \| boards in total \|' "$tmp/out"
cp "$tmp/out" "$tmp/table"
if [ -n "${UPDATE:-}" ]; then
	sed -i -e "/^<!-- noise -->/r $tmp/table" -e '/^<!-- noise -->/,/^<!-- end -->/{/^|/d}' \
		"$page"
fi
sed -n '/^<!-- noise -->/,/^<!-- end -->/p' "$page" | grep '^|' >"$tmp/page"
run diff "$tmp/page" "$tmp/table"
is "what is on record < > what lint says" "" "$(cat "$tmp/out")"
finish
