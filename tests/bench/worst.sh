#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The trees that cost most, at 1 MB and at ten times that: no command may take
# over a second of CPU or 64 MiB, nor ten times the bytes over eleven times the
# work. Status 1 where one does. SHAPES= and COMMANDS= choose, SMALL= BIG= are bytes.
# RESULTS=FILE takes up the lines of a run that was ended, and goes on behind them;
# README.md beside this script has what was measured.
#
# The time is the best of RUNS=3, all of the CPU, the system's for the memory as
# well. COUNTED is the same program with work.c, which counts what it executes:
# unlike time, that is the same beside whatever else the machine does, and whether
# or not the caches hold the tree. What an empty tree takes is taken off, and growth
# is that for ten times the bytes, whatever the two trees have.
#
#	tests/bench/worst.sh TOOL COUNTED
set -eu

tool=$1 counted=$2
worst=$(dirname "$0")/worst.py
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
small=${SMALL:-1000000} big=${BIG:-10000000} failed=0
limit=${LIMIT:-1.0} memory=$((64 * 1024)) oldest=${OLDEST:-4.19} newest=${NEWEST:-7.2}
results=${RESULTS:-$tmp/results}

# policy COUNT SECTION MATCH WANTS : MATCH with %d for each rule's number
policy()
{
	printf 'version: 1\ndefault: strict\n%s:\n' "$2"
	for ((n = 0; n < $1; n++)); do
		# shellcheck disable=SC2059 # a format it is
		printf "  - match: {$3, optional: true}\n    $4\n" "$n"
	done
}

# One of each; many that mean nothing; globs that match no path, and take long to.
{
	policy 1 iommus 'path: "/*"' 'strategy: shared'
	policy 1 devices 'compatible: "a"' 'domain: identity' | tail -n +3
} >"$tmp/policy.yaml"
policy 800 devices 'compatible: "v%d,*"' 'domain: identity' >"$tmp/rules.yaml"
policy 100 iommus 'path: "/*a*b*%d*c"' 'strategy: shared' >"$tmp/globs.yaml"

# measure COMMAND FILE [PROGRAM] : CPU seconds, KiB, signal
measure()
{
	local run=(python3 "$worst" run "${SECONDS_EACH:-60}" "${3:-$tool}")

	case $1 in
	json) "${run[@]}" plan -f json "$2" ;;
	range) "${run[@]}" plan -k "$oldest..$newest" "$2" ;;
	lint-range) "${run[@]}" lint -k "$oldest..$newest" "$2" ;;
	diff) "${run[@]}" diff --from-kernel "$oldest" --to-kernel "$newest" "$2" ;;
	boot) "${run[@]}" build --target u-boot -o "$tmp/boot" "$2" ;;
	policy) "${run[@]}" build -p "$tmp/policy.yaml" -o "$tmp/out" "$2" ;;
	rules | globs) "${run[@]}" plan -p "$tmp/$1.yaml" "$2" ;;
	*) "${run[@]}" "$1" "$2" ;;
	esac
}

# best COMMAND FILE : the run that took least CPU
best()
{
	local n

	for ((n = 0; n < ${RUNS:-3}; n++)); do measure "$1" "$2"; done | sort -n | head -1
}

# work COMMAND FILE : what COUNTED executes, signal
work()
{
	local signal

	: >"$tmp/work"
	read -r _ _ signal <<<"$(WORK=$tmp/work measure "$1" "$2" "$counted")"
	echo "$(cat "$tmp/work")" "$signal"
}

# judge SHAPE COMMAND : a line of the table; whether it keeps to the limits
judge()
{
	local cpu kib signal few many

	[ -e "$tmp/none.$2" ] || work "$2" "$tmp/empty.dtb" >"$tmp/none.$2"
	read -r cpu kib signal <<<"$(best "$2" "$tmp/small.dtb")"
	few=$(work "$2" "$tmp/small.dtb") many=$(work "$2" "$tmp/big.dtb")
	awk -v s="$1" -v c="$2" -v cpu="$cpu" -v kib="$kib" -v sig="$signal" \
		-v none="$(cat "$tmp/none.$2")" -v few="$few" -v many="$many" \
		-v limit="$limit" -v memory="$memory" \
		-v bytes="$(stat -c %s "$tmp/small.dtb")" \
		-v more_bytes="$(stat -c %s "$tmp/big.dtb")" 'BEGIN {
		least = 1000	# below this nothing is told
		lost = split(few, f) < 2 || split(many, m) < 2 || f[2] || m[2] || sig
		work = f[1] - none > least ? f[1] - none : least
		growth = (m[1] - none) / work / (more_bytes / bytes / 10)
		bad = cpu > limit || kib > memory || growth > 11 || lost
		printf "%-14s %-10s %8.3f %9.1f %10.1f %7.1f%s\n", s, c, cpu, kib / 1024,
			work / 1e6, growth, bad ? "  over the limit" : ""
		exit bad }'
}

[ -e "$results" ] || printf '%-14s %-10s %8s %9s %10s %7s\n' shape command "CPU s" \
	"peak MiB" "M of work" growth >"$results"
cat "$results"
! grep -q 'over the limit' "$results" || failed=1
python3 "$worst" make empty 0 "$tmp/empty.dtb"
for shape in ${SHAPES:-$(python3 "$worst" list)}; do
	made=
	for command in ${COMMANDS:-plan json range diff boot policy rules globs lint lint-range}; do
		! grep -q "^$shape *$command " "$results" || continue
		if [ -z "$made" ]; then
			made=yes
			python3 "$worst" make "$shape" "$small" "$tmp/small.dtb"
			python3 "$worst" make "$shape" "$big" "$tmp/big.dtb"
		fi
		judge "$shape" "$command" >"$tmp/line" || failed=1
		tee -a "$results" <"$tmp/line"
	done
done
exit $failed
