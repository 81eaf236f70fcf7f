#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What people silence stays silent, with a reason, and no longer than it has
# to: .iommuplan.yaml and the baseline.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$tmp"
short=iommus-short-specifier
only="-W no-all -W error=$short -W error=iommus-not-an-iommu"
mkdir -p repo/.git repo/boards/deep above
cd repo/boards/deep
dts()
{
	cat <<DTS
/dts-v1/;
/ {
	compatible = "vendor,board", "vendor,soc";
	#address-cells = <1>;
	#size-cells = <1>;
	cpus { cpu { device_type = "cpu"; compatible = "arm,cortex-a53"; }; };
	smmu: iommu@10000 {
		compatible = "arm,mmu-500";
		reg = <0x10000 0x10000>;
		#iommu-cells = <1>;
		#global-interrupts = <0>;
	};
	a@5000 { compatible = "x,a"; iommus = <&smmu>; };
	b@6000 { compatible = "x,b"; iommus = <&smmu>; };
	c@7000 { compatible = "x,c"; iommus = <&{/a@5000} 1>; };
$1
};
DTS
}
dts "" | dtc -q -O dtb -o board.dtb

# lint NAME STATUS NODES ARGS...: which nodes have findings
lint()
{
	name=$1 wanted_status=$2 nodes=$3
	shift 3
	# shellcheck disable=SC2086 # several options
	iommuplan lint $only "$@"
	is "$name: status" "$wanted_status" "$status"
	is "$name" "$nodes" "$(sed -n 's/^[^ ]*: \/\([a-z0-9]*\)@.*/\1/p' "$tmp/out" |
		sort | tr '\n' ' ' | sed 's/ $//')"
}

# config TEXT: the repository's settings
config()
{
	printf '%s\n' "$1" >"$tmp/repo/.iommuplan.yaml"
}

# said NAME PATTERN
said()
{
	expect "$1" "$status" "$2"
}

lint "no settings" 1 "a b c" board.dtb
config "version: 1
ignore:
  - {rule: $short, node: '/a@*', reason: 'nur einer, geprüft'}
  - rule: iommus-not-an-iommu
    node: '/c@7000'
    board: 'vendor,s*'
    until: 2099-12-31
    reason: a model of the next board"
lint "found above" 1 b board.dtb
is "nothing to say" "" "$(cat "$tmp/err")"
lint "not asked for" 1 "a b c" --no-config board.dtb
iommuplan lint -f sarif board.dtb
expect "reasons are handed on" 1 '"kind":"external","justification":"nur einer, geprüft"' "$tmp/out"
lint "side by side" 1 "b b b" -j 3 board.dtb ./board.dtb ../deep/board.dtb
is "no ignore is stale" "" "$(cat "$tmp/err")"
rm -r "$tmp/repo/.git"
mv "$tmp/repo/.iommuplan.yaml" "$tmp/.iommuplan.yaml"
mkdir "$tmp/repo/.git"
lint "none above the repository" 1 "a b c" board.dtb
lint "named" 1 b --config "$tmp/.iommuplan.yaml" board.dtb

config "ignore:
- {rule: $short, node: '/a@*', until: 2020-02-29, reason: once}
- {rule: no-such-rule, reason: never}
- {rule: all, board: other-*, reason: not this one}
- {rule: all, node: /d@0, reason: gone}
rules:
  $short: warning
  iommus-not-an-iommu: off
  no-such: note"
only="-W no-all -W $short"
lint "severities" 0 "a b" board.dtb
said "an ignore that expired" '\.\./\.\./\.iommuplan.yaml:2:3: warning: .* expired on 2020-02-29'
said "an ignore of no rule" 'yaml:3:3: warning: there is no rule .no-such-rule.$'
said "a severity of no rule" 'yaml:9:3: warning: there is no rule .no-such'
said "a stale ignore" 'yaml:5:3: warning: stale'
is "no more than that" 4 "$(wc -l <"$tmp/err")"
expect "warnings they are" 0 "/a@5000:iommus: warning:" "$tmp/out"
iommuplan lint -W no-all -W "error=$short" board.dtb
expect "-W has the last word" 1 "/a@5000:iommus: error:" "$tmp/out"
only="-W no-all -W error=$short -W error=iommus-not-an-iommu"
SOURCE_DATE_EPOCH=1582934400 lint "on the day itself" 1 "b c" board.dtb

config "rules: {${short%r}: off}"
iommuplan lint board.dtb
expect "the rule that may be meant" 1 "there is no rule '${short%r}'; did you mean '$short'"

config "kernels: 5.10..6.12"
iommuplan lint -f json board.dtb
expect "kernels" 1 '"kernel":"5.10..6.12"' "$tmp/out"
iommuplan lint -f json -k 6.1 board.dtb
expect "-k has the last word" 1 '"kernel":"6.1"' "$tmp/out"
config "# nothing"
lint "nothing but a comment" 1 "a b c" board.dtb

# wrong TEXT PATTERN
wrong()
{
	config "$1"
	iommuplan lint board.dtb
	expect "refused: $2" 2 "iommuplan: ../../.iommuplan.yaml:$2"
}
wrong "rule: {}" "1:1: 'rule' is not a key here: .*; did you mean 'rules'\?$"
wrong "ignore:
  - {rule: $short, nodes: /a, reason: x}" "2:.*: 'nodes' is not a key of an ignore"
wrong "ignore: [{rule: $short}]" "1:10: an ignore needs a 'reason'"
wrong "ignore: [{rule: $short, reason: ''}]" "1:.*: 'reason' is empty"
wrong "ignore: [{reason: x}]" "1:10: an ignore needs a 'rule'"
wrong "ignore: [{rule: x, reason: x, until: 31.12.2026}]" "1:.*is not a date"
wrong "rules: {$short: fatal}" "1:.*: $short cannot be 'fatal'"
wrong "kernels: new" "1:10: 'new' is not a kernel version"
wrong "version: 2" "1:10: version 2 is not supported"
wrong "rules: [" "1:8: expected a mapping"
wrong "rules: {" "2:1: not YAML"
wrong "- a" "1:1: expected a mapping"
rm "$tmp/repo/.iommuplan.yaml"
iommuplan lint --config nowhere.yaml board.dtb
expect "settings that are not there" 2 "nowhere.yaml: No such file"

# The baseline.
lint "made" 0 "" --baseline base.json --update-baseline board.dtb
is "three are noted" 3 "$(grep -c '"count": 1' base.json)"
if have python3; then
	run python3 -m json.tool base.json
	expect "it is JSON" 0
else
	skip "it is JSON" "python3 is not installed"
fi
is "no line is in it" "" "$(grep -iw line base.json || true)"
lint "what was there before" 0 "" --baseline base.json board.dtb
is "nothing to say" "" "$(cat "$tmp/err")"
dts "d@8000 { compatible = \"x,d\"; iommus = <&smmu>; };" |
	sed 's/a@5000 { comp/a@5000 {\n\n\n comp/' >new.dts
dtc -q -O dtb -o new/board.dtb new.dts 2>/dev/null || {
	mkdir new && dtc -q -O dtb -o new/board.dtb new.dts; }
lint "a new one is told" 1 d --baseline base.json new/board.dtb
cp base.json before.json
lint "and stays new" 1 d --baseline base.json --update-baseline new/board.dtb
same "no baseline grows" base.json before.json
# shellcheck disable=SC2086 # several options
iommuplan lint $only -f sarif --baseline base.json new/board.dtb
is "SARIF knows them apart" "new unchanged unchanged unchanged" "$(
	grep -o '"baselineState":"[a-z]*"' "$tmp/out" | cut -d'"' -f4 | sort |
	tr '\n' ' ' | sed 's/ $//')"
dts "" | sed '/b@6000/d' | dtc -q -O dtb -o new/board.dtb
lint "what is gone" 0 "" --baseline base.json new/board.dtb
said "is told" "base.json: shrink: board: /b@6000:iommus: 1 of 1 gone \[$short\]"
cp new/board.dtb new/other.dtb
lint "another board has nothing to do with it" 1 "a c" --baseline base.json \
	new/other.dtb
is "and shrinks nothing" "" "$(cat "$tmp/err")"
lint "taken out" 0 "" --baseline base.json --update-baseline new/board.dtb
is "two are left" 2 "$(grep -c '"count": 1' base.json)"
lint "it does not come back" 1 b --baseline base.json board.dtb
dts "" | sed 's/iommus = <&smmu>/iommus = <\&smmu>, <\&smmu 1>/' |
	dtc -q -O dtb -o new/board.dtb
echo broken >broken.dtb
lint "a broken tree shrinks nothing" 3 "" --baseline base.json --update-baseline \
	broken.dtb
lint "a baseline that is updated is no tree as well" 2 "" --baseline base.json \
	--update-baseline base.json
is "two are left" 2 "$(grep -c '"count": 1' base.json)"
iommuplan lint --baseline nowhere.json board.dtb
expect "a baseline that is not there" 2 "nowhere.json: No such file"
echo '{"schema": "iommuplan-baseline/2", "findings": []}' >base.json
iommuplan lint --baseline base.json board.dtb
expect "a baseline of another kind" 2 "base.json:1:1: no baseline"
iommuplan lint --baseline board.dtb board.dtb
expect "a baseline that is none" 2 "board.dtb:1:.*: not YAML"
iommuplan lint --update-baseline board.dtb
expect "an update of none" 2 "needs a --baseline"
iommuplan lint --baseline /nowhere/base.json --update-baseline board.dtb
expect "one that cannot be made" 4 "/nowhere/base.json"
finish
