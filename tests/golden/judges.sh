#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Each recorded output has a judge beside it, in judges.list: what a kernel did
# when it was booted with that tree, the kernel's source, or a proof from what
# was judged so. A recorded file without one fails, as does a judge that is not
# there, that finds nothing to judge, or that objects.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs python3 dtc

cd "$top/tests/golden"
export PYTHONDONTWRITEBYTECODE=1
grep -v '^#' judges.list >"$tmp/rows"
cut -f 1 "$tmp/rows" | sort -u >"$tmp/judged"
find . -name '*.json' -o -name '*.txt' -o -name '*.md' | sed 's,^\./,,' |
	sort >"$tmp/recorded"
is "every recorded file has a judge" "" "$(comm -13 "$tmp/judged" "$tmp/recorded")"
is "every file that is judged exists" "" "$(while read -r file; do
	[ -f "$file" ] || echo "$file"
done <"$tmp/judged")"
# A record that judges nothing would look like a judge.
grep -o 'boots .*' "$tmp/rows" | sed 's/boots \(.*\)/boots\/\1.groups/' |
	sort >"$tmp/named"
find boots -name '*.groups' | sort >"$tmp/there"
is "each record of boots judges a file, each file its record" "" \
	"$(comm -3 "$tmp/named" "$tmp/there")"

# What is no plan yet is planned first.
planned() # file
{
	case $1 in
	*.dts)
		"$plan_bin" plan -q -f json -k 7.2 -o "$tmp/${1##*/}.json" "$1"
		echo "$tmp/${1##*/}.json"
		;;
	*) echo "$1" ;;
	esac
}

judge() # file judge argument...
{
	file=$1
	by=$2
	shift 2
	case $by in
	boots) python3 boots.py "$(planned "$file")" "$1" ;;
	differs)
		python3 judges.py differs "$file" "$(planned "$1")" "$2" \
			"$(planned "$3")" "$4"
		;;
	off)
		dtc -q -I dts -O dtb -o "$tmp/tree.dtb" "$top/$1"
		python3 judges.py off "$file" "$tmp/tree.dtb"
		;;
	*) python3 judges.py "$by" "$file" "$@" ;;
	esac
}

verdict() # name file judge argument...
{
	name=$1
	shift
	code=0
	judge "$@" >"$tmp/says" 2>&1 || code=$?
	case $code in
	0) ok "$name" ;;
	77) skip "$name" "$(cat "$tmp/says")" ;;
	*) not_ok "$name" "$(head -n 5 "$tmp/says")" ;;
	esac
}

while read -r file by arguments; do
	[ "$by" != source ] || continue
	# shellcheck disable=SC2086 # several words
	verdict "$file: $by" "$file" "$by" $arguments
done <"$tmp/rows"
# One pass over the sources for all of them.
sources=$(awk '$2 == "source" { print $1 }' "$tmp/rows")
# shellcheck disable=SC2086 # no name of ours holds a blank
verdict "the functions that reasons name" ${sources%%.txt*}.txt source \
	${sources#*.txt}

# The judges object where they must.
objects() # name file judge argument...
{
	name=$1
	shift
	if judge "$@" >"$tmp/says" 2>&1; then
		not_ok "$name"
	else
		ok "$name"
	fi
}
sed 's/"domain":"DMA"/"domain":"identity"/g' juno-r2.json >"$tmp/type.json"
objects "another type than was booted" "$tmp/type.json" boots juno-r2
sed 's,"/etr@20070000","/hdlcd@7ff50000",g' juno-r2.json >"$tmp/master.json"
objects "another master than was booted" "$tmp/master.json" boots juno-r2
objects "the boots of another board" juno-r2.json boots sdm845-db845c
objects "a text of another plan" juno-r2.txt rendered juno-r0.json
objects "findings that miss one" diff/all.json differs diff/old.dts 7.2 diff/old.dts 7.2
sed '/unprotected/d' diff/all.json >"$tmp/less.json"
objects "a finding left out" "$tmp/less.json" differs diff/old.dts 7.2 diff/new.dts 7.2
objects "an IOMMU that is on" juno-r2.json off examples/boards/juno-r2.dts
sed 's/\[arm_smmu_device_group\]/[arm_smmu_no_such_group]/' juno-r2.txt >"$tmp/name.txt"
objects "a function that is nowhere" "$tmp/name.txt" source
objects "a range of another board" cases/range.json ranges rk3588-rock-5b-linux-6.12.json
finish
