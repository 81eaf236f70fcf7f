#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Properties that plans of all trees have, properties.py, of a few random trees
# and of some that stand in the repository. SEED: other random trees. COUNT: so
# many, and all trees of the repository; of a random seed, which is printed,
# unless SEED is given.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs python3 dtc fdtoverlay

cd "$top"
export PYTHONDONTWRITEBYTECODE=1
count=${COUNT:-4}
[ -n "${COUNT:-}" ] || SEED=${SEED:-1}
if [ -n "${COUNT:-}" ]; then
	trees=$(echo examples/boards/*.dts tests/golden/cases/*.dts \
		tests/golden/diff/*.dts tests/kernel/cases/*.dts)
else
	trees="examples/boards/sdm845-db845c.dts tests/golden/diff/old.dts
		tests/kernel/cases/share-masks.dts"
fi

# As an overlay a tree tells which of its cells are phandles.
for tree in $trees; do
	sed 's,^/dts-v1/;,/dts-v1/; /plugin/;,' "$tree" |
		dtc -q -@ -I dts -O dtb -o "$tmp/$(basename "$tree" .dts).dtb" -
done
run python3 tests/proof/properties.py --tool "$plan_bin" --count "$count" \
	${SEED:+--seed "$SEED"} "$tmp"/*.dtb
cat "$tmp/out"
expect "the properties hold" 0

# Each is asked at least once, and objects where it must.
for which in renumbered shuffled_properties crowded annotate-strip \
	annotate-twice annotate-plan edit-named edit-reverse range; do
	[ -n "${COUNT:-}" ] || continue
	expect "$which was asked" 0 "$which [1-9]" "$tmp/out"
done
holds "the properties object where they must" \
	python3 tests/proof/selftest.py "$tmp/sdm845-db845c.dtb" "$plan_bin"
finish
