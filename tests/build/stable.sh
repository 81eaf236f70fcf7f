#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The same input makes the same bytes, wherever and however it is built.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}/dtbs

needs dtc
mkdir "$tmp/in"
for source in "$top"/examples/boards/*.dts; do
	name=$(basename "$source" .dts)
	board "$name"
	mv "$tmp/$name.dtb" "$tmp/in"
done
if [ -d "$cache/7.2-arm64/arm" ]; then
	cp -R "$cache/7.2-arm64/arm" "$cache/7.2-arm64/qcom" "$tmp/in"
else
	skip "with Debian's trees" "$cache/7.2-arm64 is not there"
fi

# variant NAME COMMAND...: build into $tmp/NAME and compare with $tmp/plain
variant()
{
	name=$1
	shift
	(cd "$tmp" && run "$@" && [ "$status" = 0 ]) ||
		not_ok "$name: builds" "$(head -n 3 "$tmp/err")"
	if diff -r "$tmp/plain" "$tmp/$name" >"$tmp/diff" 2>&1; then
		ok "$name: the same bytes"
	else
		not_ok "$name: the same bytes" "$(head -n 3 "$tmp/diff")"
	fi
}

(cd "$tmp" && LC_ALL=C "$plan_bin" build -q -k 7.2 -o plain in)
is "there is something to compare" yes \
	"$([ "$(find "$tmp/plain" -type f | wc -l)" -ge 40 ] && echo yes)"
variant again "$plan_bin" build -q -k 7.2 -o again in
variant jobs "$plan_bin" build -q -k 7.2 -j 4 -o jobs in
for locale in C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8; do
	variant "$locale" env LC_ALL=$locale TZ=Asia/Tokyo \
		"$plan_bin" build -q -k 7.2 -o "$locale" in
done
# shellcheck disable=SC2016 # for that sh to expand
variant umask sh -c 'umask 077; exec "$0" build -q -k 7.2 -o umask in' "$plan_bin"

# The plan names its input as given; all else is free of where it was built.
(cd / && "$plan_bin" build -q -k 7.2 --only dtb,dtbo,cmdline -o "$tmp/cwd" "$tmp/in")
find "$tmp/plain" -name '*.plan.json' -exec rm {} +
variant cwd true
if grep -rqF "$tmp" "$tmp/cwd"; then
	not_ok "no path of the build is written"
else
	ok "no path of the build is written"
fi
finish
