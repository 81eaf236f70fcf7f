#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# dt-validate before and after: with the binding of the annotation and a
# chosen.yaml that knows it, no line more; with dt-schema as it is, the one line
# about an undeclared child of /chosen.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}/dtbs
binding="$top/schemas/bindings/iommuplan,v1.yaml"

# complaints TREE [OPTION]...: sorted, without file names
complaints()
{
	of=$1
	shift
	dt-validate "$@" "$of" 2>&1 | grep -v "duplicate '\$id'" |
		sed "s|^$of: ||" | sort
}

# core_schemas: where dt-validate's own Python has dt-schema's files
core_schemas()
{
	python=$(sed -n '1s/^#! *//p' "$(command -v dt-validate)")
	$python -c 'import dtschema; print(dtschema.__path__[0])'
}

check()
{
	name=$(basename "$1" .dtb)
	iommuplan build -q -k 6.12 -o "$tmp/$name.new.dtb" "$1"
	expect "$name: builds" 0
	complaints "$1" >"$tmp/before"
	complaints "$tmp/$name.new.dtb" -s "$tmp/bindings" >"$tmp/after"
	is "$name: with the binding, no complaint more" "" \
		"$(comm -13 "$tmp/before" "$tmp/after")"
	complaints "$tmp/$name.new.dtb" >"$tmp/after"
	comm -13 "$tmp/before" "$tmp/after" | grep -v 'From schema' >"$tmp/more" || true
	is "$name: without it, the one about /chosen" 1 \
		"$(grep -c "chosen:.*'iommuplan'" "$tmp/more" || true)"
	is "$name: and no other" 1 "$(wc -l <"$tmp/more" | tr -d ' ')"
}

# The binding allows each word that the model has.
listed()
{
	sed -n "/^      $1:/,/enum:/s/.*enum: \[ \(.*\) \]/\1/p" "$binding" |
		sed 's/, */\n/g' | sort
}
is "the binding has every state" \
	"$(sed -n '/iop_state_text/,/^}/s/.*= "\(.*\)",/\1/p' "$top/lib/model/names.c" | sort)" \
	"$(listed state | grep -vx 'set\|deleted\|added')"
is "and every confidence" \
	"$(sed -n '/iop_confidence_text/,/^}/s/.*= "\(.*\)",/\1/p' "$top/lib/model/names.c" | sort)" \
	"$(listed confidence)"

needs dtc dt-validate
mkdir "$tmp/bindings"
cp "$binding" "$tmp/bindings"
sed 's/^properties:/&\n  iommuplan:\n    type: object\n/' \
	"$(core_schemas)/schemas/chosen.yaml" >"$tmp/bindings/chosen.yaml"
run dt-doc-validate -u "$tmp/bindings" "$tmp/bindings/iommuplan,v1.yaml"
expect "the binding is a valid schema" 0
is "and nothing is said of it" "" "$(grep -hv "iommuplan,v1.yaml$" "$tmp/out" "$tmp/err" || true)"

for name in juno-r2 fvp-base-revc; do
	board $name
	check "$tmp/$name.dtb"
done
for tree in 7.2-arm64/arm/juno-r2 7.2-arm64/qcom/sdm845-db845c \
	7.2-arm64/rockchip/rk3399-rock-pi-4b 6.12-armhf/tegra124-jetson-tk1; do
	if [ -e "$cache/$tree.dtb" ]; then
		check "$cache/$tree.dtb"
	else
		skip "dt-validate on $tree" "$cache/$tree.dtb is not there"
	fi
done

# A wrong annotation is refused: the binding is really looked at.
fdtput -t s "$tmp/juno-r2.new.dtb" /chosen/iommuplan/iommu-0 state sleeping
run dt-validate -s "$tmp/bindings" "$tmp/juno-r2.new.dtb"
expect "a wrong word is found" 0 'sleeping'
finish
