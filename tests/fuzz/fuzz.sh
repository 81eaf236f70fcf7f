#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# fuzz.sh MINUTES [TARGET...]: every target in turn, for as long all together;
# again and again where a turn is over sooner. What is found stays below CACHE:
# TARGET is its corpus, found/ what failed, counts.tsv what was run. Exits with 1
# where there are findings. The program is build/fuzz/fuzz, or FUZZ.
#
#	TREES="a.dtb b.dtb"	trees to begin with besides the project's own
#	TURN=60			seconds of one target until the next
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
fuzz=${FUZZ:-$top/build/fuzz/fuzz}
cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan/fuzz}
turn=${TURN:-60}
until=$(($(date +%s) + $1 * 60))
shift
# shellcheck disable=SC2046 # names without blanks
[ $# -gt 0 ] || set -- $("$fuzz" 2>&1 | sed 's/.*one of//')
mkdir -p "$cache/found"
export ASAN_OPTIONS="${ASAN_OPTIONS:-allocator_may_return_null=1:detect_leaks=1}"
findings=0

# Trees of people: what is larger makes a run of few executions.
# shellcheck disable=SC2086 # several
"$top/tests/fuzz/seeds.sh" "$cache/seeds" ${TREES:-}

count()
{
	sed -n "s/^stat::number_of_executed_units: *//p" "$1" | tail -n 1
}

# one TARGET SECONDS
one()
{
	mkdir -p "$cache/$1"
	status=0
	"$fuzz" "--target=$1" -max_total_time="$2" -print_final_stats=1 -timeout=30 \
		-rss_limit_mb=4096 -max_len="${MAX_LEN:-16384}" -reload=0 \
		-artifact_prefix="$cache/found/$1-" "$cache/$1" "$cache/seeds/$1" \
		>"$cache/$1.log" 2>&1 || status=$?
	runs=$(count "$cache/$1.log")
	printf '%s\t%s\t%s\t%s\t%s\n' "$(date -u +%FT%TZ)" "$1" "${runs:-0}" "$2" "$status" \
		>>"$cache/counts.tsv"
	[ "$status" = 0 ] && return
	findings=$((findings + 1))
	echo "$1: $(grep -aE 'SUMMARY|does not hold|Test unit written' "$cache/$1.log" | tr '\n' ' ')"
}

while [ "$(date +%s)" -lt "$until" ]; do
	for target in "$@"; do
		left=$((until - $(date +%s)))
		[ "$left" -gt 0 ] || break
		one "$target" "$([ "$left" -lt "$turn" ] && echo "$left" || echo "$turn")"
	done
done

awk -F '\t' '{ runs[$2] += $3; last[$2] = $1 }
	END { for (t in runs) printf "%-14s %12d executions until %s\n", t, runs[t], last[t] }' \
	"$cache/counts.tsv" | sort
[ "$findings" = 0 ]
