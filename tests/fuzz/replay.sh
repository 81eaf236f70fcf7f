#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Every fuzz target reads the kept corpus and the project's own trees and files,
# without libFuzzer. FUZZ_REPLAY is the program, or fuzz-replay beside IOMMUPLAN.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

replay=${FUZZ_REPLAY:-${plan_bin%/*}/fuzz-replay}
if [ ! -x "$replay" ]; then
	skip "fuzz targets" "$replay is not built"
	finish
fi
for program in dtc python3 tar; do
	have $program || skip "inputs of fuzz targets made with $program" "not installed"
done
export ASAN_OPTIONS="${ASAN_OPTIONS:-abort_on_error=0:allocator_may_return_null=1}"

"$top/tests/fuzz/seeds.sh" "$tmp/seeds"
"$replay" 2>&1 | sed -n 's/^  //p' >"$tmp/targets"
while read -r target; do
	set -- "$tmp/seeds/$target"/*
	[ -e "$1" ] || { skip "$target" "no input"; continue; }
	run "$replay" "$target" "$@"
	[ "$status" = 0 ] || sed 's/^/# /' "$tmp/err" | head -n 20
	expect "$target" 0 "^$target: $# files" "$tmp/out"
done <"$tmp/targets"

size=$(du -sb "$top/tests/fuzz/corpus" 2>/dev/null | cut -f 1) || size=
[ -z "$size" ] || holds "the corpus has at most 1 MB" test "$size" -le 1000000
finish
