#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What changed in real boards from one release to another, letter by letter in
# every format, and a pair that is made to differ in everything. Read before
# committed, as all of these.
#
# UPDATE=1 writes the files anew.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$top"
here=tests/golden/diff
boards=examples/boards

suffix() # format
{
	case $1 in
	text) echo txt ;;
	markdown) echo md ;;
	*) echo "$1" ;;
	esac
}

golden() # name option... old [new]
{
	name=$1
	shift
	for format in text json markdown; do
		golden=$here/$name.$(suffix "$format")
		"$plan_bin" diff -q --fail-on error -f "$format" "$@" \
			>"$tmp/now" || [ $? = 1 ]
		[ -z "${UPDATE:-}" ] || cp "$tmp/now" "$golden"
		if diff -u "$golden" "$tmp/now"; then
			ok "$golden"
		else
			not_ok "$golden"
		fi
	done
}

golden juno-r2 -k 5.10..7.2 $boards/juno-r2-linux-5.10.dts $boards/juno-r2.dts
golden overdrive -k 5.10..7.2 $boards/overdrive-rev-b1-linux-5.10.dts \
	$boards/overdrive-rev-b1.dts
golden overdrive-back -k 5.10..7.2 $boards/overdrive-rev-b1.dts \
	$boards/overdrive-rev-b1-linux-5.10.dts
golden rk3588 -k 6.12..7.2 $boards/rk3588-rock-5b-linux-6.12.dts \
	$boards/rk3588-rock-5b.dts
golden sdm845 -k 5.10..7.2 $boards/sdm845-db845c.dts
golden all -k 7.2 $here/old.dts $here/new.dts
golden all-back -k 7.2 $here/new.dts $here/old.dts

# What a tree says is text in every format: no control character, no markup.
for format in txt json md; do
	stray=$(cat $here/all*.$format | tr -d '\n' | LC_ALL=C tr -cd '[:cntrl:]' |
		wc -c)
	is "$format lets no control character of a tree through" 0 "$stray"
done
# shellcheck disable=SC2016 # the backquotes are the format's
is "no name opens or closes HTML" "" \
	"$(sed 's/<\/*\(code\|details\|summary\)>//g; s/`[^`]*`//g' $here/*.md |
	grep '[<>]' || :)"
# shellcheck disable=SC2016
is "every row of a table has its five cells" "" \
	"$(grep '^|' $here/*.md | sed 's/^[^|]*//; s/`[^`]*`//g' |
	grep -vE '^([^|]*\|){6}$' || :)"
needs jq
for line in "$here"/*.json; do
	run jq -e . "$line"
	expect "$line is JSON" 0
done
finish
