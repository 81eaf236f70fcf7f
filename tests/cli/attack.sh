#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Damaged containers and boot partitions are planned or refused, and nothing else
# happens. ROUNDS=2000 SEED=7 tries more, or others, for LIMIT=600 seconds at the most;
# with a program built with SAN=1, memory errors are seen as well.
#
# 2026-11-28, so built: SEED=102, 201 and 301 to 304, 26,948 tried, none was bad.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

export ASAN_OPTIONS=abort_on_error=1:detect_leaks=0:allocator_may_return_null=1
board juno-r2
board rk3399-rockpro64
mkdir "$tmp/work"
cd "$tmp/work"
run python3 "$top/tests/cli/attack.py" "$plan_bin" "${SEED:-1}" "${ROUNDS:-60}" "${LIMIT:-20}" \
	"$tmp/juno-r2.dtb" "$tmp/rk3399-rockpro64.dtb"
is "damaged containers" 0 "$status"
[ "$status" = 0 ] || [ -z "${KEEP:-}" ] || cp -r "$tmp/work" "$KEEP"
[ "$status" = 0 ] || cat "$tmp/out" "$tmp/err"
[ -z "${V:-}" ] || cat "$tmp/out"
finish
