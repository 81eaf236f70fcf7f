#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# lint --merge: parts that several machines made are what one would have printed.
#
#	tests/lint/merge.sh [DIR]
#
# DIR: trees to do it with instead of a few of this test's own; slow and convincing.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$tmp"
trees=${1:-$tmp/trees}
if [ -z "${1:-}" ]; then
	mkdir -p trees/b trees/a
	for board in "$top"/examples/boards/*.dts; do
		name=${board##*/}
		dtc -q -@ -I dts -O dtb -o "trees/b/${name%.dts}.dtb" "$board"
	done
	for n in 1 2 3; do
		printf '/dts-v1/;\n/ { compatible = "v,%s"; x@100000 { iommus = <0x99>; }; "n%s" { }; };\n' $n $n |
			sed 's/"n\(.\)"/n\1/' | dtc -q -I dts -O dtb -o "trees/a/$n.dtb" -
	done
	cp trees/a/1.dtb "trees/a/$(printf 'od\033d "name"').dtb"
fi

# lint OUT ARGS...: whatever it finds
lint()
{
	out=$1
	shift
	status=0
	"$plan_bin" lint -q "$@" >"$out" 2>"$tmp/err" || status=$?
}

lint whole.json -j 0 -f json "$trees"
is "something was found" 1 "$status"
find "$trees" -name '*.dtb' | LC_ALL=C sort >list
for n in 0 1 2 3 4 5 6 7; do
	awk -v n=$n 'NR % 8 == n' list | tr '\n' '\0' >part
	xargs -0 "$plan_bin" lint -q -j 0 -f json <part >"$n.json" 2>/dev/null || :
done
set -- 7.json 3.json 0.json 1.json 2.json 4.json 5.json 6.json
lint merged.json --merge -f json "$@"
is "the exit status is that of all" 1 "$status"
same "eight parts are the whole, as JSON" whole.json merged.json
[ -z "${V:-}" ] || echo "$(wc -l <whole.json) findings of $(wc -l <list) trees"
for how in "-f text --notes" "--by finding" "--by finding -f json" "-f text --color always --notes" \
	   "-f sarif" "-f gitlab" "-f rdjsonl" "-f checkstyle" "-f github"; do
	# shellcheck disable=SC2086 # options
	lint one $how "$trees"
	# shellcheck disable=SC2086
	lint all --merge $how "$@"
	same "$how" one all
done
"$plan_bin" lint --merge "$@" >out 2>err || :
is "the sum says what it counts" yes "$(tail -n 1 out | grep -qE ' in [0-9]+ trees that have any; --notes shows the notes$' && echo yes)"
lint one -k 5.10..7.3 --notes "$trees"
lint part -k 5.10..7.3 -f json "$trees"
lint all --merge --notes part
same "a range of kernels" one all
lint one -k 5.10..7.3 -f sarif "$trees"
lint all --merge -f sarif part
same "a range of kernels, as SARIF" one all

# Places in sources: the tree is known all the same.
mkdir src
printf '/dts-v1/;\n/ { x@1 { iommus = <0x99>; }; };\n' >src/a.dts
cp src/a.dts src/b.dts
for how in --notes "--by finding" "-f sarif" "-f gitlab" "-f rdjsonl" "-f checkstyle" "-f github"; do
	# shellcheck disable=SC2086
	lint one $how src
	lint part -f json src
	# shellcheck disable=SC2086
	lint all --merge $how part
	same "sources, $how" one all
done

# --- what fails ---
lint none --merge --fail-on warning /dev/null
printf '{"file":"a","rule":"iommus-bad-phandle","severity":"note","node":"/","message":"m","kernel":"7.3","new":[{"x":1}]}\n\n' >old
lint out --merge --notes old
is "parts of versions before and after" "0 a: /: note: m [iommus-bad-phandle]" "$status $(cat out)"
lint out --merge --fail-on note old
is "--fail-on" 1 "$status"
: >empty
iommuplan lint --merge empty
expect "a part without findings" 0 '^no findings$' "$tmp/out"
for bad in '{"rule":"iommus-bad-phandle"}' '{"rule":' '[]' 'text' '{"file":"a","rule":"none-such","severity":"note","node":"/","message":"m","kernel":"7.3"}'; do
	printf '\n%s\n' "$bad" >bad
	iommuplan lint --merge bad
	expect "not a finding: $bad" 2 '^iommuplan: bad:2:1: '
done
head -c 4096 /dev/urandom >bad
iommuplan lint --merge bad
is "noise is refused" yes "$([ "$status" -ge 2 ] && [ "$status" -le 4 ] && echo yes)"
iommuplan lint --merge nowhere
expect "no such part" 4 'nowhere'
iommuplan lint --merge -k 6.1 old
expect "what only trees can tell" 2 'cannot be combined with --kernel'
iommuplan lint --merge -f junit old
expect "formats" 2 "sarif, github, gitlab, rdjsonl or checkstyle, not 'junit'"
iommuplan lint --merge --by finding -f sarif old
expect "formats by finding" 2 "text or json, not 'sarif'"
iommuplan lint --merge -f sarif old
expect "parts of versions without identity" 2 "run lint again"
iommuplan lint --merge -f json -o out.json --depfile out.d old empty
expect "with -o" 0
is "and its rule" "old empty" "$(grep -o '^ [a-z]*' out.d | xargs)"
finish
