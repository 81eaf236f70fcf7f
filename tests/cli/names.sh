#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan --names: devices in the text as the kernel's log names them. The names
# themselves are judged by boots (tests/kernel), which match JSON's.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if ! have dtc; then
	skip "plan --names" "no dtc"
	finish
fi
for name in juno-r2 rk3588-rock-5b sdm845-db845c zynqmp-zcu102; do
	board "$name"
	iommuplan plan -f json "$tmp/$name.dtb"
	grep -o '"name":"[^"]*"' "$tmp/out" | cut -d '"' -f 4 | sort -u >"$tmp/names"
	iommuplan plan --names "$tmp/$name.dtb"
	missing=$(while read -r n; do grep -qF -- "$n" "$tmp/out" || echo "$n"; done <"$tmp/names")
	is "$name: $(wc -l <"$tmp/names") names of JSON are in the text" "" "$missing"
	iommuplan plan -f tsv --names "$tmp/$name.dtb"
	mv "$tmp/out" "$tmp/with"
	iommuplan plan -f tsv "$tmp/$name.dtb"
	same "$name: other formats stay" "$tmp/with" "$tmp/out"
done
iommuplan plan --names "$tmp/juno-r2.dtb"
expect "as Linux 7.2 names it" 0 ' 7ffb0000\.usb ' "$tmp/out"
iommuplan plan "$tmp/juno-r2.dtb"
expect "without it paths" 0 ' /usb@7ffb0000 ' "$tmp/out"

# --- group keys: whole, but on a terminal as short as tells them apart ---
board juno-r2
"$plan_bin" plan -q -k 6.12 "$tmp/juno-r2.dtb" >"$tmp/whole"
"$plan_bin" plan -q -k 6.12 --color always "$tmp/juno-r2.dtb" | sed 's/\x1b\[[0-9;]*m//g' >"$tmp/short"
is "whole keys" 6 "$(grep -cE '^  g[0-9a-f]{12} ' "$tmp/whole")"
is "short keys" 6 "$(grep -cE '^  g[0-9a-f]{4} ' "$tmp/short")"
is "and nothing else is different" "$(sed 's/^  group  */  group /; s/^  \(g[0-9a-f]\{4\}\)[0-9a-f]\{8\} /  \1 /; s/^                         /                 /' "$tmp/whole")" \
	"$(cat "$tmp/short")"
iommuplan explain -b "$tmp/juno-r2.dtb" "$(sed -n 's/^  \(g[0-9a-f]\{4\}\) .*hdlcd@7ff50000.*/\1/p' "$tmp/short")"
expect "explain takes a short key" 0 'member /hdlcd@7ff50000' "$tmp/out"
iommuplan explain -b "$tmp/juno-r2.dtb" g5d1
expect "but none shorter" 2
finish
