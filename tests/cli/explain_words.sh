#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# explain knows each word that can be printed: every value that the JSON
# Schemas list, every slug of the tables in the sources, every option and rule.
. "${0%/*}/../lib.sh"
top=${0%/*}/../..

command -v python3 >/dev/null || { skip "python3 is not here"; finish; }

# Slugs of the tables: the second argument of a row, X(NAME, "slug", "text").
python3 - "$top" >"$tmp/words" <<'PY'
import json, pathlib, re, sys

top = pathlib.Path(sys.argv[1])
words = set()

def listed(value):
    if isinstance(value, dict):
        words.update(v for v in value.get("enum", []) if isinstance(v, str))
        value = value.values()
    elif not isinstance(value, list):
        return
    for v in value:
        listed(v)

for schema in top.glob("schemas/output/*.json"):
    listed(json.loads(schema.read_text()))
tables = {
    "lib/solve/solve.h": "B", "lib/remedy/share.h": "R", "lib/remedy/amend.h": "R",
    "lib/bindings/msi.h": "F", "lib/model/reasons.h": "R", "lib/model/effects.h": "E",
    "tool/verify/checks.h": "C", "tool/explain/attribute.h": "C",
    "tool/explain/log_line.h": "E", "tool/compare/diff/kinds.h": "D",
    "lib/cmdline/cmdline.h": "C",
}
for name, row in tables.items():
    rows = re.findall(r'^\t%s\(\w+, "([^"]+)",\s+(?:\\\n\s*)?"[^"]' % row,
                      (top / name).read_text(), re.M)
    if not rows:
        sys.exit(f"{name}: no rows {row}(...)")
    words.update(rows)
rules = sorted(p.stem for p in top.glob("schemas/rules/*.md") if p.stem != "README")
words.update(rules)
options = re.findall(r'^\t\{ "([a-z-]+)",', (top / "tool/cli/options_table.c").read_text(), re.M)
words.update("--" + o for o in options)
print("\n".join(sorted(words)))
PY
is "the tables were read" yes "$([ "$(wc -l <"$tmp/words")" -gt 300 ] && echo yes)"

unknown=
while IFS= read -r word; do
	"$IOMMUPLAN" explain -- "$word" >"$tmp/out" 2>&1 && [ -s "$tmp/out" ] ||
		unknown="$unknown $word"
done <"$tmp/words"
is "explain knows every word" "" "$unknown"

# What stands above the columns, in text and in tsv.
unknown=
for word in group domain master "stream IDs" contexts wanted "at boot" reached planned found; do
	"$IOMMUPLAN" explain "$word" >/dev/null 2>&1 || unknown="$unknown $word"
done
is "explain knows the columns" "" "$unknown"

"$IOMMUPLAN" explain -- --fail-onn >"$tmp/out" 2>&1
is "a word near an option" 2 "$?"
is "the nearest is named" yes "$(grep -q "did you mean 'fail-on'" "$tmp/out" && echo yes)"
finish
