#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The trees that cost most, at 1 MB and at ten times that: no command may take
# over a second of CPU or 64 MiB, nor ten times the bytes over eleven times the
# time. Status 1 where one does. SHAPES= and COMMANDS= choose, SMALL= BIG= are bytes.
# A figure is the best of RUNS=3: what else the machine does only adds to it.
#
#	tests/bench/worst.sh TOOL
set -eu

tool=$1
worst=$(dirname "$0")/worst.py
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
small=${SMALL:-1000000} big=${BIG:-10000000} failed=0
limit=${LIMIT:-1.0} memory=$((64 * 1024)) oldest=${OLDEST:-4.19} newest=${NEWEST:-7.2}

cat >"$tmp/policy.yaml" <<'YAML'
version: 1
default: strict
iommus:
  - match: {path: "/*", optional: true}
    strategy: shared
devices:
  - match: {compatible: "a", optional: true}
    domain: identity
YAML

# measure COMMAND FILE : CPU seconds, KiB, signal
measure()
{
	local run=(python3 "$worst" run 30 "$tool")

	case $1 in
	json) "${run[@]}" plan -f json "$2" ;;
	range) "${run[@]}" plan -k "$oldest..$newest" "$2" ;;
	lint-range) "${run[@]}" lint -k "$oldest..$newest" "$2" ;;
	diff) "${run[@]}" diff --from-kernel "$oldest" --to-kernel "$newest" "$2" ;;
	boot) "${run[@]}" build --target u-boot -o "$tmp/boot" "$2" ;;
	policy) "${run[@]}" build -p "$tmp/policy.yaml" -o "$tmp/out" "$2" ;;
	*) "${run[@]}" "$1" "$2" ;;
	esac
}

# best COMMAND FILE : the run that took least CPU
best()
{
	local n

	for ((n = 0; n < ${RUNS:-3}; n++)); do measure "$1" "$2"; done | sort -n | head -1
}

printf '%-14s %-10s %8s %9s %8s\n' shape command "CPU s" "peak MiB" "x10"
for shape in ${SHAPES:-$(python3 "$worst" list)}; do
	python3 "$worst" make "$shape" "$small" "$tmp/small.dtb"
	python3 "$worst" make "$shape" "$big" "$tmp/big.dtb"
	for command in ${COMMANDS:-plan json range diff boot policy lint lint-range}; do
		read -r cpu kib signal <<<"$(best "$command" "$tmp/small.dtb")"
		read -r more _ lost <<<"$(best "$command" "$tmp/big.dtb")"
		awk -v s="$shape" -v c="$command" -v cpu="$cpu" -v kib="$kib" \
			-v more="$more" -v sig="$((signal + lost))" -v limit="$limit" \
			-v memory="$memory" 'BEGIN {
			ratio = more / (cpu > 0.02 ? cpu : 0.02)
			bad = cpu > limit || kib > memory || ratio > 11 || sig
			printf "%-14s %-10s %8.2f %9.1f %8.1f%s\n", s, c, cpu,
				kib / 1024, ratio, bad ? "  over the limit" : ""
			exit bad }' || failed=1
	done
done
exit $failed
