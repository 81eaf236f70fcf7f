#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# --output: the whole file or none of it, and no error goes unnoticed.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

board juno-r2
cd "$tmp"
mkdir d

# leftovers NAME WANTED: nothing is in d but these files
leftovers()
{
	is "$1" "$2" "$(find d ! -type d | LC_ALL=C sort | tr '\n' ' ')"
}

iommuplan plan -f json juno-r2.dtb
cp out wanted
iommuplan plan -f json -o d/plan juno-r2.dtb
expect "a new file" 0
same "the same as on standard output" wanted d/plan
is "and nothing there" 0 "$(wc -c <out)"
leftovers "nothing beside it" "d/plan "
(umask 027
	"$plan_bin" plan -o d/plan juno-r2.dtb)
is "the umask decides on the mode" 640 "$(stat -c %a d/plan)"

echo old >d/plan
iommuplan plan -f json -o d/plan juno-r2.dtb absent
expect "one bad file among the inputs" 4 'absent: No such file'
same "the others are written" wanted d/plan

cp d/plan before
iommuplan plan -f json -o d/plan absent
same "no tree at all: the file of before stays" before d/plan

echo old >d/target
ln -sf target d/link
iommuplan plan -f json -o d/link juno-r2.dtb
same "a symbolic link stays one" wanted d/target
is "and leads there" target "$(readlink d/link)"
rm d/link d/target d/plan

iommuplan plan -o d juno-r2.dtb
expect "a directory" 4 '^iommuplan: d: Is a directory'
iommuplan plan -o d/no/plan juno-r2.dtb
expect "no such directory" 4 'd/no/plan: No such file'
iommuplan plan -o /dev/null juno-r2.dtb
expect "/dev/null" 0
is "/dev/null is still a device" "character special file" \
	"$(stat -c %F /dev/null)"
iommuplan plan -f json -o - juno-r2.dtb
same "- is standard output" wanted out
leftovers "nothing is left behind" ""

# A device that is always full stands for a full disk.
if [ -c /dev/full ]; then
	iommuplan plan -o /dev/full juno-r2.dtb
	expect "a full disk" 4 '/dev/full: No space left'
	status=0
	"$plan_bin" plan juno-r2.dtb >/dev/full 2>err || status=$?
	expect "standard output on a full disk" 4 'standard output: No space left'
	status=0
	"$plan_bin" plan -j 2 juno-r2.dtb juno-r2.dtb >/dev/full 2>err || status=$?
	expect "the same with jobs" 4 'standard output: No space left'
	for action in --version --help "plan --help"; do
		status=0
		# shellcheck disable=SC2086 # two words
		"$plan_bin" $action >/dev/full 2>err || status=$?
		is "$action on a full disk" 4 "$status"
	done
else
	skip "a full disk" "no /dev/full"
fi
status=0
"$plan_bin" plan juno-r2.dtb >&- 2>err || status=$?
expect "standard output closed" 4 'standard output: Bad file descriptor'

# A limit on file sizes fails the write in the middle.
echo old >d/plan
cp d/plan before
(
	trap '' XFSZ
	ulimit -f 1
	"$plan_bin" plan --because -o d/plan "$top"/examples/boards/*.dts
) >out 2>err || status=$?
expect "a write that fails in the middle" 4 'd/plan: File too large'
same "what was there is still there" before d/plan
leftovers "and nothing beside it" "d/plan "

finish
