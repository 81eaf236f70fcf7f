#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Plans every device tree of Debian's kernels under its own version and
# configuration, and looks for what must not be: a crash, a master that is
# nowhere, an IOMMU without a driver.
#
#	tests/sweep.sh [TOOL]
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
needs python3

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
plan_bin=${1:-$plan_bin}

for release in 5.10 6.1 6.12 7.2; do
	for arch in arm64 armhf; do
		dir=$cache/dtbs/$release-$arch
		if [ ! -d "$dir" ] || [ ! -f "$cache/config/$release-$arch" ]; then
			skip "sweep $release-$arch" "no device trees in the cache"
			continue
		fi
		run "$plan_bin" plan -k "$release" --kernel-config "$cache/config/$release-$arch" \
			-f json "$dir"
		if [ "$status" != 0 ]; then
			not_ok "sweep $release-$arch" "status $status: $(head -n 3 "$tmp/err")"
		elif why=$("$top/tests/sweep.py" "$dir" <"$tmp/out"); then
			ok "sweep $release-$arch: $why"
			echo "ok - $release-$arch: $why"
		else
			not_ok "sweep $release-$arch" "$why"
		fi
	done
done
finish
