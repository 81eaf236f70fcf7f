#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Plans letter by letter: the text with its reasons and the JSON line, for four
# kernels each, of the example boards and of small trees in cases/ that are
# wrong on purpose. Every golden file has been read against what is known of
# the kernels before it was committed: after a change read what "git diff"
# shows before believing it.
#
# UPDATE=1 writes the files anew; IOMMUPLAN=... takes another program.
set -eu
cd "$(dirname "$0")/../.."

iommuplan=${IOMMUPLAN:-build/iommuplan}
here=tests/golden
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

plans() { # tree option...
	tree=$1
	shift
	for kernel in 5.10 6.1 6.12 7.2; do
		"$iommuplan" plan -k "$kernel" "$@" "$tree"
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

both() { # tree golden-without-suffix option...
	tree=$1
	golden=$2
	shift 2
	plans "$tree" --because "$@" > "$work/now"
	check "$golden.txt"
	plans "$tree" -f json "$@" > "$work/now"
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

"$iommuplan" plan -k 5.10..7.2 --because examples/boards/rk3588-rock-5b.dts \
	> "$work/now"
check "$here/cases/range.txt"
"$iommuplan" plan -k 5.10..7.2 -f json examples/boards/rk3588-rock-5b.dts \
	> "$work/now"
check "$here/cases/range.json"
"$iommuplan" plan -k 6.12 -f tsv examples/boards/*.dts > "$work/now"
check "$here/cases/boards.tsv"

# Nothing a tree says gets a control character out, but for our own newlines.
for format in text json tsv; do
	stray=$("$iommuplan" plan -f "$format" "$here/cases/hostile.dts" |
		tr -d '\n\t' | LC_ALL=C tr -cd '[:cntrl:]' | wc -c)
	if [ "$stray" -eq 0 ]; then
		passed=$((passed + 1))
	else
		echo "FAIL $format: a control character of the tree gets through"
		failed=$((failed + 1))
	fi
done

for golden in "$here"/*.txt; do
	board=$(basename "$golden" .txt)
	if [ ! -e "examples/boards/$board.dts" ]; then
		echo "FAIL $golden: no such example"
		failed=$((failed + 1))
	fi
done

echo "golden: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
