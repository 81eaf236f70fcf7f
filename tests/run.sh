#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Runs test programs one after the other and adds up what they say.
#
#	tests/run.sh [-k PROGRAM...] PROGRAM...
#
# A program ends with "N passed, N failed, N skipped", or with Check's own
# line; one that says neither counts as one test by its status, 77 as skipped.
# Whatever was skipped is said again at the end.
set -u

passed=0 failed=0 skipped=0
log=$(mktemp)
skips=$(mktemp)
trap 'rm -f "$log" "$skips"' EXIT

# add NAME STATUS: counts from the log of one program
add()
{
	local line p=0 f=0 s=0
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$' "$log" | tail -n 1)
	if [ -n "$line" ]; then
		read -r p _ f _ s _ <<<"$(tr -d , <<<"$line") 0 skipped"
	elif line=$(grep -E '^[0-9]+%: Checks: ' "$log" | tail -n 1) && [ -n "$line" ]; then
		p=$(sed -E 's/.*Checks: ([0-9]+).*/\1/' <<<"$line")
		f=$(sed -E 's/.*Failures: ([0-9]+), Errors: ([0-9]+).*/\1 + \2/' <<<"$line")
		f=$((f)) p=$((p - f)) s=$(grep -c '^SKIP' "$log")
	elif [ "$2" = 77 ]; then
		s=1
	elif [ "$2" = 0 ]; then
		p=1
	fi
	# A program that fails without counting a failure has failed all the same.
	[ "$2" = 0 ] || [ "$2" = 77 ] || [ "$f" -gt 0 ] || f=1
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	printf '  %-34s %5d passed  %3d failed  %3d skipped\n' "$1" "$p" "$f" "$s"
	[ "$f" = 0 ] || sed 's/^/    /' "$log"
	grep -E '^SKIP' "$log" | sed "s|^|  $1: |" >>"$skips"
}

for program in "$@"; do
	# shellcheck disable=SC2086 # a program may come with its arguments
	$program >"$log" 2>&1 </dev/null
	status=$?
	name=${program#env * }
	add "${name%% *}" "$status"
done
sort -u "$skips"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ $((passed + skipped)) -gt 0 ]
