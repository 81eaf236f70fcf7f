#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# All JSON fits its schema below schemas/output, and has no key that the schema
# does not name: what is recorded, and what other tests have the program print,
# which run once more here with a program between that keeps it.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3
if ! python3 -c 'import jsonschema' 2>/dev/null; then
	skip "JSON against its schemas" "python3-jsonschema is not installed"
	finish
fi
cd "$top"
real=$(CDPATH='' cd -- "$(dirname -- "$plan_bin")" && pwd)/${plan_bin##*/}

mkdir "$tmp/json"
cat >"$tmp/spy" <<SH
#!/bin/sh
# Runs the program; keeps what it prints where that is JSON.
case "\$*" in
*json*) ;;
*) exec "$real" "\$@" ;;
esac
kept=\$(mktemp "$tmp/json/XXXXXX")
printf '%s\n' "\$*" >"\$kept"
status=0
"$real" "\$@" >"\$kept.out" || status=\$?
cat "\$kept.out"
exit "\$status"
SH
chmod +x "$tmp/spy"
for test in cli/diff cli/verify cli/explain_log cli/explain_pci cli/otherwise cli/policy cli/budget cli/kernel cli/lint lint/by_finding; do
	run env IOMMUPLAN="$tmp/spy" "tests/$test.sh"
	expect "tests/$test.sh" 0
done
for board in examples/boards/*.dts; do
	run "$tmp/spy" lint --fail-on note -f json -k 5.10..7.3 "$board"
	run "$tmp/spy" plan -f json -k 5.10..7.3 "$board"
done
# An IOMMU of every driver; they are not all named as words are.
every()
{
	echo '/dts-v1/; / { compatible = "v,x"; #address-cells = <1>; #size-cells = <1>;'
	for file in schemas/drivers/*.yaml; do
		name=$(sed -n 's/^  - {name: "\([^"]*\)".*/\1/p' "$file" | head -n 1)
		n=$((n + 0x10000))
		[ -z "$name" ] || printf 'm%x: iommu@%x { compatible = "%s"; reg = <0x%x 0x1000>; #iommu-cells = <1>; %s };
			d@%x { compatible = "v,d"; reg = <0x%x 4>; iommus = <&m%x 1>; };\n' \
			$n $n "$name" $n "$1" $((n + 4096)) $((n + 4096)) $n
	done
	echo '};'
}
n=0x10000000
every '' >"$tmp/every.dts"
every 'status = "disabled";' >"$tmp/none.dts"
run "$tmp/spy" plan -q -f json "$tmp/every.dts"
expect "a plan with every driver" 0
is "there they are" yes "$(grep -q '"driver":"mtk_iommu"' "$tmp/out" && echo yes)"
run "$tmp/spy" diff -q -f json "$tmp/none.dts" "$tmp/every.dts"
printf '/dts-v1/;\n/ { compatible = "v,x"; d@1 { iommus = <0x99>; }; };\n' >"$tmp/base.dts"
run "$plan_bin" lint -q --baseline "$tmp/baseline.json" --update-baseline "$tmp/base.dts"

mkdir "$tmp/old" "$tmp/new"
(cd "$tmp" && board juno-r2 && board juno-r2-linux-5.10 && cp juno-r2.dtb new/juno.dtb &&
	cp juno-r2-linux-5.10.dtb old/juno.dtb)
run "$plan_bin" report -q -p examples/policies/juno-r2.yaml -o "$tmp/report" "5.10=$tmp/old" "7.3=$tmp/new"

cat >"$tmp/check.py" <<'PY'
import collections, glob, json, sys
import jsonschema

kept, baseline, report = sys.argv[1:]
schemas = {}
for path in glob.glob("schemas/output/*.schema.json"):
    schema = json.load(open(path))
    jsonschema.Draft202012Validator.check_schema(schema)
    schemas[path.split("/")[-1].split(".")[0]] = schema


def closed(node):
    """The same schema, under which a key that it does not name is an error."""
    if isinstance(node, dict):
        node = {k: closed(v) for k, v in node.items()}
        if "properties" in node and node.get("type") in ("object", ["object", "null"]):
            node["additionalProperties"] = False
    elif isinstance(node, list):
        node = [closed(v) for v in node]
    return node


validators = {name: jsonschema.Draft202012Validator(closed(s)) for name, s in schemas.items()}
counts = collections.Counter()
wrong = collections.Counter()


def check(kind, value, where):
    counts[kind] += 1
    for error in validators[kind].iter_errors(value):
        at = "/".join("*" if isinstance(p, int) else p for p in error.absolute_path)
        wrong[f"{kind}: {at}: {error.message[:160]}"] += 1


def lines(kind, path):
    for line in open(path, errors="replace"):
        line = line.strip()
        if line.startswith("{"):
            try:
                value = json.loads(line)
            except ValueError:
                continue    # cut off on purpose, or not JSON at all
            check(kind, value, path)


for path in glob.glob("tests/golden/*.json") + glob.glob("tests/golden/cases/*.json"):
    for line in open(path):
        value = json.loads(line)
        check(value["schema"].split("-")[1].split("/")[0], value, path)
for args in glob.glob(kept + "/*"):
    words = open(args, errors="replace").read().split()
    if args.endswith(".out") or "json" not in words or not words:
        continue
    kind = {"explain": "explain-log"}.get(words[0], words[0])
    if kind == "lint" and "--by" in words:
        kind = "lint-by-finding"
    if kind in validators:
        lines(kind, args + ".out")
check("baseline", json.load(open(baseline)), baseline)
check("report", json.load(open(report)), report)

for kind in sorted(schemas):
    if not counts[kind]:
        print(f"{kind}: nothing was there to be checked")
for message, n in wrong.most_common(20):
    print(f"{n} times {message}")
print("checked: " + ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())), file=sys.stderr)
PY
run python3 "$tmp/check.py" "$tmp/json" "$tmp/baseline.json" "$tmp/report/data.json"
is "all JSON fits its schema, and every kind was seen" "" "$(cat "$tmp/out")"
expect "it was checked" 0 '^checked: '
[ -z "${V:-}" ] || cat "$tmp/err"

# Documentation names each.
for schema in schemas/output/*.json; do
	grep -qF "${schema##*/}" schemas/output/README.md || not_ok "${schema##*/} is in the README"
done
finish
