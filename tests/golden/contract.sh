#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan --format json keeps its promises for the examples, and for every tree
# Debian ships, as far as they are in the cache that tests/fetch fills.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs python3

cd "$top"
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}

check() # name kernel file...
{
	what="plans of $1 for $2 keep the format's promises"
	kernel=$2
	shift 2
	# Trees that are broken exit 3; the others are written all the same.
	"$plan_bin" plan -q -j 0 -f json -k "$kernel" "$@" > "$tmp/plans" ||
		[ $? -eq 3 ]
	if python3 tests/golden/contract.py < "$tmp/plans"; then
		ok "$what"
	else
		not_ok "$what"
	fi
}

for kernel in 5.10 6.1 6.12 7.2; do
	if have dtc; then
		check "the examples" "$kernel" examples/boards/*.dts
	else
		skip "the examples" "dtc is not installed"
	fi
	for arch in arm64 armhf; do
		trees=$cache/dtbs/$kernel-$arch
		if [ -d "$trees" ]; then
			check "$kernel-$arch" "$kernel" "$trees"
		else
			skip "$kernel-$arch" "no $trees: tests/fetch brings it"
		fi
	done
done

finish
