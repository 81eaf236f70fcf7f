#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan --format json keeps its promises for the examples, and for every tree
# Debian ships, as far as they are in the cache that tests/fetch fills.
set -eu
cd "$(dirname "$0")/../.."

iommuplan=${IOMMUPLAN:-build/iommuplan}
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

check() { # kernel file...
	kernel=$1
	shift
	printf '%s %s: ' "$*" "$kernel"
	# Trees that are broken exit 3; the others are written all the same.
	"$iommuplan" plan -q -j 0 -f json -k "$kernel" "$@" > "$work/plans" ||
		[ $? -eq 3 ]
	if python3 tests/golden/contract.py < "$work/plans"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

for kernel in 5.10 6.1 6.12 7.2; do
	check "$kernel" examples/boards/*.dts
	for arch in arm64 armhf; do
		trees=$cache/dtbs/$kernel-$arch
		if [ -d "$trees" ]; then
			check "$kernel" "$trees"
		else
			echo "SKIP $trees is not there (tests/fetch brings it)"
			skipped=$((skipped + 1))
		fi
	done
done

echo "contract: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
