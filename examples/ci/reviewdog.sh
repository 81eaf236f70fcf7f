#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Comments on a pull request through reviewdog: only findings that the trees of
# the target branch do not have.
#
#	reviewdog.sh -reporter=github-pr-review -- -k 6.12 boards
#	BASE=../target/boards reviewdog.sh -reporter=local -diff="git diff main" -- boards
#
# The arguments before "--" are those of reviewdog, those after it those of
# "iommuplan lint". BASE: the same trees of the target branch, in a second work tree.
set -eu

findings=$(mktemp)
trap 'rm -f "$findings"' EXIT
n=0
for word do
	[ "$word" != -- ] || break
	n=$((n + 1))
done
[ "$n" -lt $# ] || { echo "usage: $0 [REVIEWDOG-OPTION]... -- [OPTION]... FILE..." >&2; exit 2; }

# lint OPTION-OR-FILE...: everything after the "--"
lint()
{
	shift $((n + 1))
	"${IOMMUPLAN:-iommuplan}" lint -q -j 0 ${BASE:+--new-since "$BASE"} -f rdjsonl -o "$findings" "$@"
}
# reviewdog decides about findings; only a file that cannot be read is an error.
lint "$@" || { status=$?; [ "$status" = 1 ] || exit "$status"; }
i=0
for word do
	shift
	i=$((i + 1))
	[ "$i" -gt "$n" ] || set -- "$@" "$word"
done
"${REVIEWDOG:-reviewdog}" -f=rdjsonl -name=iommuplan "$@" <"$findings"
