#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Plans of the example boards, letter by letter: the text with its reasons and
# the JSON line, for four kernels each. Every golden file has been read against
# what is known of the kernels before it was committed: after a change read
# what "git diff" shows before believing it.
#
# UPDATE=1 writes the files anew; IOMMUPLAN=... takes another program.
set -eu
cd "$(dirname "$0")/../.."

iommuplan=${IOMMUPLAN:-build/iommuplan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

plans() { # board format option...
	board=$1
	shift
	for kernel in 5.10 6.1 6.12 7.2; do
		"$iommuplan" plan -k "$kernel" "$@" "examples/boards/$board.dts"
	done
}

check() { # file: what is in $work/now ought to be in it
	if [ -n "${UPDATE:-}" ]; then
		cp "$work/now" "$1"
	elif ! diff -u "$1" "$work/now"; then
		echo "FAIL $1"
		failed=$((failed + 1))
		return
	fi
	passed=$((passed + 1))
}

for source in examples/boards/*.dts; do
	board=$(basename "$source" .dts)
	plans "$board" --because > "$work/now"
	check "tests/golden/$board.txt"
	plans "$board" -f json > "$work/now"
	check "tests/golden/$board.json"
done

for golden in tests/golden/*.txt; do
	board=$(basename "$golden" .txt)
	if [ ! -e "examples/boards/$board.dts" ]; then
		echo "FAIL $golden: no such example"
		failed=$((failed + 1))
	fi
done

echo "golden: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
