#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What plan, lint, diff and explain say of one board and kernel does not contradict
# itself, in JSON, tsv or text: boards and pairs of kernels drawn by chance, of the
# cache's trees where there are any. PAIRS=200 SEED=7 draws more, or others.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc python3

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
for name in juno-r2 rk3399-rockpro64 sdm845-db845c imx8qm-mek lx2160a-rdb; do
	board "$name"
done
find -L "$cache/dtbs/7.2-arm64" "$cache/dtbs/6.1-arm64" -name '*.dtb' 2>/dev/null | sort >"$tmp/trees" ||
	true
[ -s "$tmp/trees" ] || ls "$tmp"/*.dtb >"$tmp/trees"
# shellcheck disable=SC2046 # names of the cache, without blanks
run python3 "$top/tests/cli/agree.py" "$plan_bin" "${PAIRS:-8}" "${SEED:-1}" $(cat "$tmp/trees")
expect "no contradiction" 0 ', 0 contradictions$' "$tmp/out"
tail -n 1 "$tmp/out"
# What passes 1:1 where the domain translates, and what names a group that is not there.
for edit in 's/"effect":"translated"/"effect":"identity"/' 's/"group":"g[0-9a-f]*"/"group":"g0"/' \
	's/"state":"active"/"state":"disabled"/' 's/^\(.*\)	translated$/\1	blocked/'; do
	printf '%s\n' "$edit" >"$tmp/edit"
	printf '#!/bin/sh\n"%s" "$@" | sed -f "%s"\n' "$plan_bin" "$tmp/edit" >"$tmp/liar"
	chmod +x "$tmp/liar"
	run python3 "$top/tests/cli/agree.py" "$tmp/liar" 2 1 "$tmp/juno-r2.dtb"
	expect "a program that lies: $edit" 1 'contradictions$' "$tmp/out"
done
finish
