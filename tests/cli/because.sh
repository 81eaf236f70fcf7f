#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# plan --because writes a reason that many masters have once, and refers to it;
# JSON, which has each in full, is the judge.
. "${0%/*}/../lib.sh"
boards=${0%/*}/../../examples/boards

command -v jq >/dev/null || { skip "jq is not here"; finish; }

seen=no
for board in rk3588-rock-5b juno-r2 lx2160a-rdb sdm845-db845c; do
	"$IOMMUPLAN" plan -q -k 6.12 --because "$boards/$board.dts" >"$tmp/text" 2>&1
	"$IOMMUPLAN" plan -q -k 6.12 -f json "$boards/$board.dts" >"$tmp/json" 2>&1
	is "$board: no reason is written three times" "" \
		"$(grep '^      [^ ]' "$tmp/text" | grep -v '^      see ' | sort | uniq -c |
		   awk '$1 > 2')"
	# "    (1) arm-smmu: ... [function]"
	sed -n 's/^    (\([0-9]*\)) \(.*\)$/\1 \2/p' "$tmp/text" >"$tmp/shared"
	while read -r number sentence; do
		there=$(jq --arg s "$sentence" \
			'[.groups[].because[] | select(. == $s)] | length' "$tmp/json")
		[ "$there" != 0 ] || continue	# a trait, which JSON has as numbers
		seen=yes
		is "$board: as often as in JSON: $sentence" "$there" \
			"$(grep '^      see ' "$tmp/text" | grep -c "($number)")"
	done <"$tmp/shared"
done
is "there is such a reason" yes "$seen"
finish
