#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What the README shows is what the program prints, its commands work as they
# stand there, and its links lead somewhere.
#
# UPDATE=1 writes the output in the README anew, and the pictures beside it.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$top"
readme=$top/README.md

for page in README.md CONTRIBUTING.md; do
	grep -oE '\]\([^):]+\)' "$page" | tr -d '])(' | sort -u |
		while read -r link; do [ -e "$link" ] || echo "$link"; done >"$tmp/dead"
	is "links of $page" "" "$(cat "$tmp/dead")"
done

needs dtc
# The block that begins with a prompt: its command, and what it should print.
sed -n '/^\$ /,/^```/p' "$readme" | sed '/^```/d' >"$tmp/block"
command=$(sed -n '1s/^\$ //p' "$tmp/block")
mkdir "$tmp/user"
ln -s "$top/examples" "$tmp/user/examples"
mkdir "$tmp/user/build"
ln -s "$plan_bin" "$tmp/user/build/iommuplan"

# as_user COMMAND: in a directory of its own that has what a checkout has
as_user()
{
	run sh -c "cd '$tmp/user' && $1"
}

# Each picture is what the program draws of the board of its name.
for picture in examples/*.svg; do
	tree=examples/boards/$(basename "$picture" .svg).dts
	iommuplan plan -f svg "$tree"
	[ -z "${UPDATE:-}" ] || cp "$tmp/out" "$picture"
	same "$picture is today's (see $0)" "$picture" "$tmp/out"
done

as_user "$command"
if [ -n "${UPDATE:-}" ]; then
	sed -i -e "/^\\$ /r $tmp/out" -e '/^\$ /,/^```/{/^\$ /b
		/^```/b
		d
	}' "$readme"
else
	sed 1d "$tmp/block" >"$tmp/shown"
	same "the output shown is today's (see $0)" "$tmp/shown" "$tmp/out"
fi

# shellcheck disable=SC2016 # the backquotes are the page's
sed -n '/^```sh$/,/^```$/p' "$readme" | sed '/^```/d' >"$tmp/lines"
is "usage lines were found" 10 "$(wc -l <"$tmp/lines")"
while read -r line; do
	as_user "$line"
	expect "$line" 0
done <"$tmp/lines"
for file in iommu.dtb iommu.dtbo cmdline plan.json; do
	is "the last one writes juno-r2.$file" yes \
		"$([ -s "$tmp/user/out/juno-r2.$file" ] && echo yes)"
done
finish
