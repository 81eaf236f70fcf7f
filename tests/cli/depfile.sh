#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What image builds need: --depfile, --if-changed, --path-map; tried with make
# and, where it is there, ninja.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$tmp"
mkdir 'in c' kernel
{
	echo '/dts-v1/;'
	echo '#include "part.h"'
	echo '/include/ "rest.dtsi"'
	sed 1d "$top/examples/boards/juno-r2.dts" | grep -v '^/dts-v1/'
} >board.dts
echo '#define NOTHING' >'in c/part.h'
echo '/ { note; };' >rest.dtsi
printf 'version: 1\ndefault: kernel\n' >policy.yaml

build()
{
	iommuplan build -q -I 'in c' -p policy.yaml --if-changed --depfile board.d -o made "$@" board.dts
}
build
expect "build" 0
is "the target" "made/board.iommu.dtb" "$(sed -n '1s/:.*//p' board.d)"
for file in board.dts 'in\\ c/part.h' policy.yaml rest.dtsi; do
	is "$file is in the rule" 1 "$(grep -c "^ $file" board.d)"
done
is "and nothing else" 4 "$(grep -c '^ ' board.d)"

# --- nothing is rewritten ---
find made -type f -exec touch -d '2001-01-01' {} +
build
is "the same bytes keep their time" "" "$(find made -type f -newermt 2002-01-01)"
printf 'version: 1\ndefault: lazy\n' >policy.yaml
build
is "others do not" yes "$([ -n "$(find made -type f -newermt 2002-01-01)" ] && echo yes)"
iommuplan plan -q -I 'in c' -f json --if-changed --depfile plan.d -o plan.json board.dts
is "plan has a rule too" plan.json "$(sed -n '1s/:.*//p' plan.d)"
iommuplan plan -q -I 'in c' --depfile plan.d board.dts
expect "a rule needs a target" 2 'needs --output'
echo kept >bad.d
iommuplan plan -q --depfile bad.d -o bad.json nowhere.dtb
expect "a failure" 4
is "leaves the rule alone" kept "$(cat bad.d)"

# --- a boot partition: all that led to the plan ---
mkdir -p bls/loader/entries bls/grub2
dtc -q -I dts -O dtb -o bls/board.dtb "$top/examples/boards/juno-r2.dts"
# shellcheck disable=SC2016 # that is GRUB's
printf 'options $kernelopts\ndevicetree /board.dtb\n' >bls/loader/entries/a.conf
echo kernelopts=quiet >bls/grub2/grubenv
for jobs in 1 2; do
	iommuplan plan -q -j $jobs --depfile bls.d -f json -o bls.json bls bls
	is "its files, -j $jobs" "a.conf board.dtb grubenv" \
		"$(sed -n 's:^ .*/bls/.*/::; s:^ .*/bls/::; s: \\$::; /^[^ ]*[a-z]$/p' bls.d | sort -u | tr '\n' ' ' | sed 's/ $//')"
done

# --- make and ninja ---
cat >makefile <<EOF
made/board.iommu.dtb: board.dts
	$plan_bin build -q -I 'in c' -p policy.yaml --depfile board.d -o made board.dts && echo built
-include board.d
EOF
if have make; then
	run env -u MAKEFLAGS -u MAKELEVEL make -s
	touch -d '2001-01-01' 'in c/part.h' board.dts rest.dtsi policy.yaml
	run env -u MAKEFLAGS -u MAKELEVEL make -s
	is "make has nothing to do" "" "$(cat out)"
	touch 'in c/part.h'
	run env -u MAKEFLAGS -u MAKELEVEL make -s
	is "until a header changes" built "$(cat out)"
fi
if have ninja; then
	cat >build.ninja <<EOF
rule plan
  command = $plan_bin build -q -I 'in c' -p policy.yaml --depfile board.d -o made board.dts
  depfile = board.d
  restat = 1
build made/board.iommu.dtb: plan board.dts
EOF
	run ninja
	run ninja
	is "ninja has nothing to do" 1 "$(grep -c 'no work to do' out)"
	touch rest.dtsi
	run ninja
	is "until a source changes" 0 "$(grep -c 'no work to do' out)"
else
	skip "ninja" "no ninja"
fi

# --- names ---
iommuplan plan -q -f json -I 'in c' --path-map "board=B/board" --path-map nowhere=x board.dts
expect "the name in JSON" 0 '"file":"B/board.dts"' out
iommuplan lint -q --notes -I 'in c' --path-map "=x" board.dts
expect "a map without OLD" 2 'is not OLD=NEW'
iommuplan lint -q --notes -I 'in c' -f json --path-map "board.=src/board." board.dts
is "places of findings" "" "$(grep -o '"file":"board[^"]*"' out || true)"
iommuplan plan --path-map "no=some" nowhere.dtb
expect "and errors" 4 'somewhere.dtb: '

finish
