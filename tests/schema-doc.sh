#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# schema-doc.sh [GEN-FACTS]: fails when schemas/README.md or the JSON schema
# say anything but what the vocabulary in lib/facts/words.h says, or when a
# fact file does not load.
set -eu

gen=${1:-build/gen-facts}
rc=0

if [ ! -x "$gen" ]; then
	echo "schema-doc: $gen is not built" >&2
	exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$gen" --schema > "$work/schema"
diff -u schemas/driver.schema.json "$work/schema" >&2 || {
	echo "schema-doc: schemas/driver.schema.json is stale;" \
		"run: $gen --schema > schemas/driver.schema.json" >&2
	rc=1
}

"$gen" --doc > "$work/doc"
sed -n '/^<!-- gen-facts --doc -->$/,/^<!-- end -->$/p' schemas/README.md |
	sed '1d;$d' > "$work/readme"
diff -u "$work/readme" "$work/doc" >&2 || {
	echo "schema-doc: the vocabulary in schemas/README.md is stale" >&2
	rc=1
}

"$gen" schemas > "$work/tables" || rc=1

# The example of the README has to be a file that loads.
mkdir "$work/example"
cp schemas/linux.yaml "$work/example"
# shellcheck disable=SC2016 # the backquotes are the README's
sed -n '/^```yaml$/,/^```$/p' schemas/README.md | sed '1d;$d' \
	> "$work/example/toy.yaml"
"$gen" "$work/example" > "$work/tables" || rc=1

[ "$rc" -ne 0 ] || echo "ok - the vocabulary is documented, key for key"
exit "$rc"
