#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Plans letter by letter: the text with its reasons and the JSON line, for four
# kernels each, of the example boards and of small trees in cases/ that are
# wrong on purpose. Every golden file has been read against what is known of
# the kernels before it was committed: after a change read what "git diff"
# shows before believing it.
#
# UPDATE=1 writes the files anew.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$top"
here=tests/golden

plans() # tree option...
{
	tree=$1
	shift
	for kernel in 5.10 6.1 6.12 7.2; do
		"$plan_bin" plan -q -k "$kernel" "$@" "$tree"
	done
}

check() # file: what is in $tmp/now ought to be in it
{
	if [ -n "${UPDATE:-}" ]; then
		cp "$tmp/now" "$1"
	fi
	if diff -u "$1" "$tmp/now"; then
		ok "$1"
	else
		not_ok "$1"
	fi
}

both() # tree golden-without-suffix option...
{
	tree=$1
	golden=$2
	shift 2
	plans "$tree" --because "$@" > "$tmp/now"
	check "$golden.txt"
	plans "$tree" -f json "$@" > "$tmp/now"
	check "$golden.json"
}

for tree in examples/boards/*.dts; do
	both "$tree" "$here/$(basename "$tree" .dts)"
done
for tree in "$here"/cases/*.dts; do
	both "$tree" "${tree%.dts}"
done

# The old binding is read only by a kernel that was built for it.
both examples/boards/overdrive-rev-b1-linux-5.10.dts "$here/cases/legacy" \
	--kernel-config "$here/legacy.config"

range="-k 5.10..7.2 examples/boards/rk3588-rock-5b.dts"
# shellcheck disable=SC2086 # words
"$plan_bin" plan -q --because $range > "$tmp/now"
check "$here/cases/range.txt"
# shellcheck disable=SC2086
"$plan_bin" plan -q -f json $range > "$tmp/now"
check "$here/cases/range.json"
"$plan_bin" plan -q -k 6.12 -f tsv examples/boards/*.dts > "$tmp/now"
check "$here/cases/tsv.txt"

# Nothing a tree says gets a control character out, but for our own newlines.
for format in text json tsv; do
	stray=$("$plan_bin" plan -q -f "$format" "$here/cases/hostile.dts" |
		tr -d '\n\t' | LC_ALL=C tr -cd '[:cntrl:]' | wc -c)
	is "$format lets no control character of a tree through" 0 "$stray"
done

for golden in "$here"/*.txt; do
	board=examples/boards/$(basename "$golden" .txt).dts
	if [ ! -e "$board" ]; then
		not_ok "$golden" "there is no $board"
	fi
done

finish
