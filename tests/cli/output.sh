#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# --output: the whole file or none of it, and no error goes unnoticed.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

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

# A closed descriptor is not the next file's: messages would end in that.
echo old >d/plan
status=0
(exec 2>&-; exec "$plan_bin" plan -f json -o d/plan juno-r2.dtb absent) >out || status=$?
is "standard error closed" 4 "$status"
same "and the file is as without that" wanted d/plan
status=0
"$plan_bin" plan - <&- >out 2>err || status=$?
expect "standard input closed" 4 'standard input: '
status=0
(exec <&- >&- 2>&-; exec "$plan_bin" plan -f json -o d/plan juno-r2.dtb) || status=$?
is "all three closed" 0 "$status"
same "and the file is whole" wanted d/plan
rm d/plan

# An output that is an input, by whatever name.
printf '/dts-v1/;\n/plugin/;\n/ { };\n' >o.dts
echo 'version: 1' >p.yaml
cp juno-r2.dtb d/k.dtb
ln d/k.dtb d/other
for args in "plan -o d/k.dtb d/k.dtb" "plan -o d/other d/k.dtb" "plan -j2 -o d/k.dtb d" \
	"lint -o d/k.dtb d/k.dtb" "lint --fix-overlay d/k.dtb d/k.dtb" \
	"diff -o d/k.dtb juno-r2.dtb d/k.dtb" "diff -o d/k.dtb d/k.dtb juno-r2.dtb" \
	"plan -p d/p.yaml -o d/p.yaml juno-r2.dtb" \
	"plan --log d/log -o d/log juno-r2.dtb" "plan -o new --depfile d/k.dtb d/k.dtb" \
	"lint --baseline d/b --update-baseline -o d/b juno-r2.dtb"; do
	cp p.yaml d/p.yaml
	echo "arm-smmu 7fb20000.iommu: 4 context banks (1 stage-2 only)" >d/log
	echo '{"schema": "iommuplan-baseline/1", "findings": []}' >d/b
	cat d/* | cksum >before
	# shellcheck disable=SC2086 # words
	iommuplan $args
	expect "$args" 2 'is an input and would be overwritten'
	cat d/* | cksum >after
	same "$args: nothing has changed" before after
done
rm d/p.yaml d/b d/other d/log
iommuplan lint --baseline d/new --update-baseline -o d/new juno-r2.dtb
expect "a baseline that is made is no other output" 2 '^iommuplan: d/new: is written twice'
is "and is not made" "" "$(ls d/new 2>/dev/null)"
# An artefact of one tree that is another tree.
mkdir both
cp juno-r2.dtb both/board.dtb
cp juno-r2.dtb both/board.iommu.dtb
iommuplan build -o both both
expect "build over a tree that is read" 2 \
	'^iommuplan: both/board.iommu.dtb: is an input and would be overwritten'
same "that tree stays" juno-r2.dtb both/board.iommu.dtb
is "nothing of that board is written" "" "$(find both -name 'board.[cp]*')"
iommuplan build -o both both/board.dtb
expect "what is not read is" 0
rm -r both
leftovers "nothing beside it" "d/k.dtb "
iommuplan build -o d/k.dtb d/k.dtb
expect "a tree is annotated where it is" 0
rm d/k.dtb
iommuplan build -o - juno-r2.dtb
expect "artefacts do not go to standard output" 2 'not standard output: -$'
is "nor into a directory of that name" "" "$(find . -name -)"

# Little address space is enough: what is not needed is not asked for.
for args in "plan juno-r2.dtb" "lint -k 5.10..7.2 juno-r2.dtb" "plan -k 5.10..7.2 juno-r2.dtb" \
	"diff -k 5.10..7.2 juno-r2.dtb juno-r2.dtb" "build -o d/b juno-r2.dtb" \
	"plan $top/examples/boards/juno-r2.dts"; do
	if readelf -S "$plan_bin" 2>/dev/null | grep -q asan || nm "$plan_bin" | grep -q __asan_init; then
		skip "1 GB of address space" "the sanitizer takes more"
		break
	fi
	status=0
	# shellcheck disable=SC2086 # words
	(ulimit -v 1000000; exec "$plan_bin" $args) >out 2>err || status=$?
	is "1 GB of address space: $args" 1 "$((status < 2))"
done
rm -rf d/b

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

# The signal of that limit does not end the run halfway either.
status=0
(
	ulimit -f 1
	exec "$plan_bin" build --target u-boot -o d "$top/examples/boards/juno-r2.dts"
) >out 2>err || status=$?
expect "a limit whose signal is not ignored" 4 'File too large'
leftovers "nothing is left of the set" "d/plan "

finish
