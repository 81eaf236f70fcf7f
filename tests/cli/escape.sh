#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# A tree in which every name and string is an attack on whoever reads the
# output: whatever writes it, and for whom, it stays a name. escape.py is the
# reader; the shells that read what build makes are run.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs python3
check=$top/tests/cli/escape.py
cd "$tmp"
export NO_COLOR=1
python3 "$check" make evil.dtb moved.dtb
cat >policy.yaml <<'YAML'
version: 1
allow: [cmdline, runtime, tree]
devices:
  - match: {path: "/*@3000"}
    domain: identity
  - match: {path: "/*@4000"}
    domain: strict
YAML
cat >clash.yaml <<'YAML'
version: 1
devices:
  - match: {path: "/*"}
    domain: identity
  - match: {path: "/*"}
    require: [translated, isolated]
YAML

# reads KIND ARGS...: the output, as its reader takes it, and the messages
reads()
{
	kind=$1
	shift
	iommuplan "$@"
	name="$kind: $*"
	if [ "$status" -gt 1 ]; then
		not_ok "$name" "exit status $status: $(head -c 300 err)"
		return
	fi
	for file in out err; do
		[ $file = out ] && as=$kind || as=messages
		if why=$(python3 "$check" "$as" "$file" 2>&1); then
			ok "$name, $file"
		else
			not_ok "$name, $file" "$why"
		fi
	done
}

reads text plan -k 6.12 evil.dtb
reads text plan --because -k 7.2 evil.dtb
reads text plan -k 5.10..7.2 evil.dtb
reads tsv plan -f tsv evil.dtb
reads json plan -f json -k 7.2 evil.dtb
reads json plan -f json -k 5.10..7.2 evil.dtb
for policy in policy clash; do
	reads text plan -k 7.2 -p $policy.yaml evil.dtb
	reads json plan -k 7.2 -f json -p $policy.yaml evil.dtb
done
reads svg plan -f svg -k 7.2 evil.dtb
reads html plan -f html -k 7.2 evil.dtb
reads dot plan -f dot -k 7.2 evil.dtb
reads text lint -k 7.2 evil.dtb
for format in json sarif github junit; do
	kind=$format
	[ $format != sarif ] || kind=document
	reads $kind lint -k 7.2 -f $format evil.dtb
done
reads text diff -k 7.2 evil.dtb moved.dtb
for format in json markdown; do
	reads $format diff -k 7.2 -f $format evil.dtb moved.dtb
	reads $format diff -k 6.12 -f $format --to-policy policy.yaml evil.dtb
done

reads text lint -q -k 7.2 --fix-overlay made.overlay.dts moved.dtb
iommuplan lint -q --baseline made.baseline --update-baseline evil.dtb
expect "a baseline is made" 0
reads nothing lint -q --baseline made.baseline evil.dtb
reads nothing build -q -k 7.2 --target u-boot -p policy.yaml -o made moved.dtb
for file in made/moved.plan.json:json made/moved.cmdline:shell \
	made/moved.env:shell made/moved.boot.cmd:shell made/moved.its:shell \
	made/moved.runtime.sh:script made.baseline:document \
	made.overlay.dts:overlay; do
	if why=$(python3 "$check" "${file##*:}" "${file%:*}" 2>&1); then
		ok "${file%:*}"
	else
		not_ok "${file%:*}" "$why"
	fi
done
run env IOMMUPLAN_SYS="$tmp/sys" IOMMUPLAN_TREE="$tmp/tree" \
	sh made/moved.runtime.sh
expect "the run-time script runs, and finds no device" 1 'no such device'
cp err runtime
if why=$(python3 "$check" plain runtime 2>&1); then
	ok "its messages"
else
	not_ok "its messages" "$why"
fi
is "no name was run" "" "$(find . -name 'owned*')"
finish
