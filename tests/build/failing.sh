#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Builds that cannot be written: every file of a board, or none.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

# state DIR: its files with their contents' sums
state()
{
	(cd "$1" && find . -type f -exec cksum {} + | LC_ALL=C sort)
}

needs dtc
board juno-r2
tree=$tmp/juno-r2.dtb

echo text >"$tmp/file"
iommuplan build -o "$tmp/file" "$tree"
expect "a file in place of the directory" 4 'file: Not a directory'
is "the file is still there" text "$(cat "$tmp/file")"
iommuplan build -o "$tmp/file/below" "$tree"
expect "a file above the directory" 4 'Not a directory'

# One artefact's place is taken by a directory: the others stay as they were.
for taken in juno-r2.iommu.dtb juno-r2.iommu.dtbo juno-r2.cmdline juno-r2.plan.json; do
	rm -rf "$tmp/built"
	iommuplan build -k 5.10 -o "$tmp/built" "$tree"
	rm "$tmp/built/$taken"
	mkdir "$tmp/built/$taken"
	state "$tmp/built" >"$tmp/before"
	iommuplan build -k 6.12 -o "$tmp/built" "$tree"
	expect "$taken cannot be written" 4 "$taken: Is a directory"
	state "$tmp/built" >"$tmp/after"
	same "$taken: old artefacts stay, no new ones" "$tmp/before" "$tmp/after"
done

# No room: the limit is below the tree's size, above the others'.
rm -rf "$tmp/full"
status=0
(
	trap '' XFSZ
	ulimit -f 2
	exec "$plan_bin" build -o "$tmp/full" "$tree" 2>"$tmp/err"
) || status=$?
expect "no room for the tree" 4 'juno-r2.iommu.dtb: File too large'
is "nothing is left" "" "$(find "$tmp/full" -type f)"

if [ -c /dev/full ]; then
	ln -s /dev/full "$tmp/null.dtb"
	iommuplan build -o "$tmp/null.dtb" "$tree"
	expect "a full device" 4 'No space left'
else
	skip "a full device" "there is no /dev/full"
fi

# A broken tree among good ones: its own artefacts only are missing.
printf 'no tree' >"$tmp/broken.dtb"
cp "$tree" "$tmp/zz.dtb"
iommuplan build -o "$tmp/some" --only dtb "$tree" "$tmp/broken.dtb" "$tmp/zz.dtb"
expect "a broken tree among others" 3 'broken.dtb'
is "the others are built" "juno-r2.iommu.dtb zz.iommu.dtb " \
	"$(find "$tmp/some" -type f -exec basename {} \; | sort | tr '\n' ' ')"
iommuplan build -o "$tmp/new.dtb" "$tmp/broken.dtb"
expect "a broken tree alone" 3
is "makes no file" "" "$(find "$tmp" -name 'new.dtb*')"
mkdir "$tmp/empty"
iommuplan build -o "$tmp/of-empty" "$tmp/empty"
expect "a directory without trees" 3 'no device tree in'
iommuplan build -o "$tmp/of-none" "$tmp/none.dtb"
expect "a file that is not there" 4 'none.dtb: No such file'
finish
