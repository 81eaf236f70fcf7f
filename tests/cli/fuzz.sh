#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# fuzz.sh [SEED...]: damaged trees are planned or refused, and nothing else
# happens. Wants a program built with SAN=1. A seed gives the same trees on
# every machine; --long goes on with new seeds for as many seconds.
#
#	fuzz.sh 7		one round with seed 7
#	fuzz.sh --long 600	ten minutes
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

here=$(cd "$(dirname "$0")" && pwd)
until=0
case ${1:-} in
--long)
	until=$(($(date +%s) + $2))
	set -- "$(date +%s)"
	;;
'')
	set -- 1 2
	;;
esac
count=${FUZZ_COUNT:-400}
export ASAN_OPTIONS=abort_on_error=1:detect_leaks=0:allocator_may_return_null=1

for program in python3 dtc; do
	if ! have "$program"; then
		skip "damaged trees" "no $program"
		finish
	fi
done
grep -q __asan_init "$plan_bin" ||
	skip "memory errors in damaged trees" "$plan_bin is built without SAN=1"

cd "$tmp"
for name in juno-r2 rk3288-firefly sdm845-db845c lx2160a-rdb imx8qm-mek \
	juno-r1 morello-sdp; do
	board "$name"
done
cat >over.dts <<'DTS'
/dts-v1/;
/plugin/;
&{/} {
	one: new@1 { reg = <1>; a = <&{/}>; status = "okay"; };
	iommu@7fb00000 { status = "disabled"; };
};
DTS
dtc -q -@ -I dts -O dtb -o over.dtbo over.dts

# try NAME COMMAND ARGS...: every file ends as a line of output or one of messages
try()
{
	name=$1
	shift
	command=$1
	shift
	iommuplan "$command" -j 2 "$@" mutants
	if grep -Eq 'Sanitizer|runtime error|job died' err; then
		not_ok "$name" "$(grep -Em 1 'Sanitizer|runtime error|job died' err)"
		keep=1
	elif [ "$status" != 0 ] && [ "$status" != 3 ] &&
		{ [ "$command" != lint ] || [ "$status" != 1 ]; }; then
		not_ok "$name" "exit status $status: $(grep -v ' at byte ' err | head -n 1)"
		keep=1
	else
		ok "$name"
	fi
}

answers()
{
	cut -d ' ' -f 2 err | sort -u | wc -l
}

round()
{
	rm -rf mutants
	mkdir mutants
	python3 "$here/mutate.py" "$1" "$count" mutants ./*.dtb
	keep=
	try "seed $1: json" plan -f json
	is "seed $1: each file answered" "$count" "$(($(wc -l <out) + $(answers)))"
	cp out lines
	run python3 -c 'import json, sys
for line in open(sys.argv[1], "rb"):
    json.loads(line.decode())' lines
	expect "seed $1: all of it JSON" 0
	try "seed $1: text" plan --because --color=always -k 5.10
	try "seed $1: tsv, 32 bit" plan -f tsv --arch arm -k 6.1
	try "seed $1: a range" plan -f json -k 4.19..7.2
	try "seed $1: an overlay" plan -f json -a over.dtbo
	try "seed $1: lint" lint -f json -k 7.2 --consumer u-boot,xen,edk2
	cp out lines
	run python3 -c 'import json, sys
for line in open(sys.argv[1], "rb"):
    json.loads(line.decode())["rule"]' lines
	expect "seed $1: findings are JSON" 0
	try "seed $1: lint of a range" lint -k 5.10..7.2
	[ -z "$keep" ] || cp -r mutants "${TMPDIR:-/tmp}/iommuplan-mutants-$1"
}

# Damaged overlays: one at a time, for each is needed by every tree.
overlays()
{
	rm -rf mutants
	mkdir mutants
	python3 "$here/mutate.py" "$1" 60 mutants over.dtbo
	for overlay in mutants/*.dtb; do
		iommuplan plan -a "$overlay" juno-r2.dtb
		case $status in
		0 | 3) ;;
		*)
			not_ok "seed $1: $overlay" \
				"exit status $status: $(head -n 1 err)"
			return
			;;
		esac
	done
	ok "seed $1: damaged overlays"
}

for seed in "$@"; do
	round "$seed"
	overlays "$seed"
done
while [ "$(date +%s)" -lt "$until" ]; do
	seed=$((seed + 1))
	round "$seed"
done

finish
