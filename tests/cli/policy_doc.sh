#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The policy's man page, its JSON schema and the program mean the same format.
#
# UPDATE=1 writes the lists that stand in the sources (roles, barriers) anew.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cd "$top"
page=man/iommuplan-policy.5

# list NAME HEADER MACRO PARAMETERS TERM TEXT: of the page, against a list macro
list()
{
	printf '#include "%s"\n#define ROW(%s) <<%s|%s>>\n%s(ROW)\n' \
		"$2" "$4" "$5" "$6" "$3" | ${CC:-cc} -E -P -Iinclude -Ilib -Itool - |
		grep '<<' | sed 's/>>/>>\n/g' | tr -d '\n' | sed 's/>>/\n/g' |
		sed 's/.*<<//' | grep -v '^"none"|' |
		sed 's/" *"//g; s/^"\([^"]*\)"|"\(.*\)"$/\1|\2/' |
		sed 's/ *$//; s/^\([^|]*\)|/.It Cm \1\n/' >"$tmp/program"
	[ -z "${UPDATE:-}" ] || sed -i -e "/^\.\\\\\" $1:/,/^\.El/ {
		/^\.\\\\\"/r $tmp/program
		/^\.\\\\\"/b
		/^\.El/b
		d
	}" "$page"
	sed -n "/^\.\\\\\" $1:/,/^\.El/p" "$page" | sed '1d;$d' >"$tmp/page"
	same "the page has all $1" "$tmp/program" "$tmp/page"
}

list roles policy/roles.h IOP_ROLES "role, names" role names
list barriers solve/solve.h IOP_OBSTACLES "id, slug, text" slug text

# Every key of the format stands in the page and in the schema.
grep -hoE '^[[:space:]]*\{ "[a-z-]+", read_' tool/policy/*.c | grep -oE '"[a-z-]+"' |
	tr -d '"' | sort -u >"$tmp/keys"
for where in "$page" schemas/policy.schema.json; do
	missing=
	while read -r key; do
		grep -qE "(^.It Cm $key\$|\"$key\": *[{]|\"$key\":\$)" "$where" ||
			missing="$missing $key"
	done <"$tmp/keys"
	is "$where has every key" "" "$missing"
done

# What the schema refuses the program refuses, and the other way round.
cat >"$tmp/agree.py" <<'PY'
import json, re, sys
import jsonschema, yaml
check = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
for name in sys.argv[2:]:
    try:
        print(name, 0 if check.is_valid(yaml.safe_load(open(name))) else 2)
    except yaml.YAMLError:
        print(name, 2)
PY
mkdir "$tmp/p"
sed -n '/^.Bd -literal/,/^.Ed/p' "$page" | sed '1d;$d' >"$tmp/p/page.yaml"
# shellcheck disable=SC2016 # the backquotes are the page's
sed -n '/^```yaml/,/^```$/p' schemas/policy.md | sed '1d;$d' >"$tmp/p/md.yaml"
n=0
while IFS= read -r line; do
	n=$((n + 1))
	printf '%b' "$line" >"$tmp/p/$n.yaml"
done <<'LINES'
version: 1\n
version: 2\n
default: strict\n
version: 1\ndefault: maybe\n
version: 1\ncolour: red\n
version: 1\nallow: []\n
version: 1\nallow: [kernel]\n
version: 1\niommus: []\n
version: 1\niommus: [{strategy: shared}]\n
version: 1\niommus: [{match: {path: /a}}]\n
version: 1\niommus: [{match: {path: a}, strategy: off}]\n
version: 1\niommus: [{match: {path: /a}, strategy: off}]\n
version: 1\niommus: [{match: {}, strategy: off}]\n
version: 1\niommus: [{match: {path: /a}, strategy: off, share: [{path: /b}]}]\n
version: 1\niommus: [{match: {path: /a}, strategy: shared, share: [{path: /b}]}]\n
version: 1\niommus: [{match: {path: /a}, share: [{path: /b}]}]\n
version: 1\niommus: [{match: {path: /a}, reserve-contexts: 3}]\n
version: 1\niommus: [{match: {path: /a}, reserve-contexts: x}]\n
version: 1\niommus: [{match: {path: /a}, reserve-streams: [0x10, 0x20-0x2f]}]\n
version: 1\niommus: [{match: {path: /a}, reserve-streams: [a-b]}]\n
version: 1\ndevices: [{match: {role: usb}, domain: any}]\n
version: 1\ndevices: [{match: {role: toaster}, domain: any}]\n
version: 1\ndevices: [{match: {role: usb}, require: [isolated]}]\n
version: 1\ndevices: [{match: {role: usb}, require: [alone]}]\n
version: 1\ndevices: [{match: {role: usb, optional: true}, domain: kernel}]\n
version: 1\ndevices: {}\n
LINES
if have dtc && python3 -c 'import jsonschema, yaml' 2>/dev/null; then
	python3 "$tmp/agree.py" schemas/policy.schema.json "$tmp"/p/*.yaml >"$tmp/schema"
	echo '/dts-v1/; / { };' >"$tmp/empty.dts"
	for file in "$tmp"/p/*.yaml; do
		# A match that finds nothing is no matter of the format.
		sed 's/\(path\|role\|alias\|compatible\|label\): \([^,}]*\)/\1: \2, optional: true/g
			s/optional: true, optional: true/optional: true/g' "$file" >"$tmp/one.yaml"
		iommuplan plan -p "$tmp/one.yaml" "$tmp/empty.dts"
		echo "$file $status"
	done >"$tmp/program"
	same "schema and program agree on $(wc -l <"$tmp/schema") policies" \
		"$tmp/schema" "$tmp/program"
else
	skip "schema and program agree" "no dtc, or no python3 with jsonschema and yaml"
fi
if have mandoc; then
	run mandoc -T lint -W warning "$page"
	is "mandoc has nothing to complain" "" "$(cat "$tmp/out" "$tmp/err")"
else
	skip "mandoc -T lint" "no mandoc"
fi

needs dtc
# The keys of what the program prints, against those the page explains.
cat >"$tmp/all.yaml" <<'YAML'
version: 1
default: strict
allow: [cmdline, runtime, tree]
iommus:
  - match: {compatible: "arm,mmu-500"}
    strategy: shared
    share: [{role: storage}]
devices:
  - match: {role: ethernet}
    domain: identity
YAML
sed '/^allow/d' "$tmp/all.yaml" >"$tmp/none.yaml"
for policy in all none; do
	"$plan_bin" plan -k 6.12 -f json -p "$tmp/$policy.yaml" \
		examples/boards/imx8qm-mek.dts || :
done | sed 's/.*"policy":{/{/' | grep -o '"[a-z_]*":' | tr -d '":' | sort -u >"$tmp/program"
sed -n '/^.Sh OUTPUT/,/^.Sh EX/p' "$page" | grep -oE '\b[a-z_]{2,}\b' | sort -u >"$tmp/words"
comm -12 "$tmp/program" "$tmp/words" >"$tmp/page"
same "every JSON key is explained" "$tmp/program" "$tmp/page"
for key in wishes writes edits shared devices clash remedies entries; do
	is "the policies show $key" "$key" "$(grep "^$key\$" "$tmp/program" || :)"
done
finish
