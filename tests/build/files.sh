#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Which files a build makes, what they are called, and what it refuses.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

# files DIR: what is below it, in one line
files()
{
	(cd "$1" && find . -type f | LC_ALL=C sort | tr '\n' ' ')
}

needs dtc
board juno-r2
tree=$tmp/juno-r2.dtb

iommuplan build -k 6.12 -o "$tmp/a/b/out" "$tree"
expect "a build" 0
is "it is silent" "" "$(cat "$tmp/out" "$tmp/err")"
is "four artefacts, in a directory that was not there" \
	"./juno-r2.cmdline ./juno-r2.iommu.dtb ./juno-r2.iommu.dtbo ./juno-r2.plan.json " \
	"$(files "$tmp/a/b/out")"
is "the fragment, one line" "iommu.passthrough=0 iommu.strict=1" \
	"$(cat "$tmp/a/b/out/juno-r2.cmdline")"
"$plan_bin" plan -k 6.12 -f json "$tree" >"$tmp/plan.json"
same "the plan is what plan says" "$tmp/plan.json" "$tmp/a/b/out/juno-r2.plan.json"
iommuplan build -k 6.12 -o "$tmp/a/b/out" "$tree"
expect "a build over an older one" 0
is "nothing is left beside" 4 "$(find "$tmp/a/b/out" -type f | wc -l | tr -d ' ')"

iommuplan build -o "$tmp/only" --only cmdline,dtbo "$tree"
is "--only" "./juno-r2.cmdline ./juno-r2.iommu.dtbo " "$(files "$tmp/only")"
iommuplan build -o "$tmp/x" --only cmdline,,dtb "$tree"
expect "--only with an empty word" 2 '--only'
iommuplan build -o "$tmp/x" --only dt "$tree"
expect "--only with a part of a word" 2 'not dt$'
iommuplan build "$tree"
expect "no --output" 2 '--output is missing'
iommuplan build -k 5.10..6.12 -o "$tmp/x" "$tree"
expect "a range" 2 'one version, not a range'
is "refused builds make nothing" "" "$(find "$tmp/x" 2>/dev/null || true)"

# The tree alone
iommuplan build -k 6.12 -o "$tmp/alone.dtb" "$tree"
expect "FILE.dtb" 0
same "is the tree of the directory" "$tmp/a/b/out/juno-r2.iommu.dtb" "$tmp/alone.dtb"
iommuplan build -o "$tmp/alone.dtb" --only dtbo "$tree"
expect "FILE.dtb and --only dtbo" 2 'more than the one tree'
iommuplan build -o "$tmp/none.dtb" "$tree" "$tree"
expect "FILE.dtb of two trees" 2
mkdir "$tmp/dir.dtb"
iommuplan build -o "$tmp/dir.dtb" "$tree"
is "a directory named so is one" 4 "$(find "$tmp/dir.dtb" -type f | wc -l | tr -d ' ')"

# Names
mkdir -p "$tmp/in/vendor" "$tmp/in/other"
cp "$tree" "$tmp/in/vendor/board.dtb"
cp "$tree" "$tmp/in/other/board.dtb"
iommuplan build -o "$tmp/clash" "$tmp/in/vendor/board.dtb" "$tmp/in/other/board.dtb"
expect "two boards of one name" 2 'vendor/board.dtb|other/board.dtb'
is "nothing is written" "" "$(find "$tmp/clash" 2>/dev/null || true)"
iommuplan build -o "$tmp/mirror" --only cmdline "$tmp/in"
expect "a directory" 0
is "its shape is kept" "./other/board.cmdline ./vendor/board.cmdline " \
	"$(files "$tmp/mirror")"
iommuplan build -o "$tmp/twice" "$tmp/in" "$tmp/in/other/board.dtb"
expect "one file on two ways" 2 'given twice'
cp "$tree" "$tmp/in/plain"
(cd "$tmp/in" && "$plan_bin" build -o "$tmp/odd" --only cmdline ./plain \
	other/../other/board.dtb - <"$tree")
is "names of odd arguments" "./board.cmdline ./plain.cmdline ./stdin.cmdline " \
	"$(files "$tmp/odd")"
cp "$top/examples/boards/juno-r2.dts" "$tmp/in/source.dts"
iommuplan build -k 6.12 -o "$tmp/source" --only cmdline,plan "$tmp/in/source.dts"
is "a source" "./source.cmdline ./source.plan.json " "$(files "$tmp/source")"

# Conflicts
cp "$tree" "$tmp/old.dtb"
fdtput -p -t s "$tmp/old.dtb" /chosen bootargs "iommu=pt iommu.strict=0 iommu.strict=1"
iommuplan build -o "$tmp/conflict" -k 6.12 "$tmp/old.dtb"
expect "another architecture's argument" 0 "old.dtb: warning: 'iommu=pt' in the boot"
expect "an argument that loses" 0 "warning: 'iommu.strict=0' in the boot"
iommuplan build -q -o "$tmp/conflict" -k 6.12 "$tmp/old.dtb"
is "--quiet" "" "$(cat "$tmp/err")"
finish
