#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Each rule has a page, and the page's snippets are what it says of them: bad
# ones give findings of this rule and of those named with a plus, good ones none. Table,
# pages and man page name the same rules. No source has what !cut-reservations
# does to the blob: its reservations begin 8 bytes before the end.
#
#	tests/lint/pages.sh [RULE]...
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cd "$top"

# snippets PAGE: each into $tmp/snippets/N.dts, with its words in N.words
snippets()
{
	rm -rf "$tmp/snippets"
	mkdir "$tmp/snippets"
	awk -v dir="$tmp/snippets" '/^```dts / {
			file = dir "/" ++n ".dts"
			print substr($0, 8) >(dir "/" n ".words")
			printf "" >file
			on = 1
			next
		}
		/^```$/ { on = 0 }
		on { print >file }' "$1"
}

cut_reservations()
{
	at=$(($(wc -c <"$1") - 8))
	# shellcheck disable=SC2059 # the escapes are what printf is for
	printf "$(printf '\\%03o\\%03o' $((at >> 8)) $((at & 255)))" |
		dd of="$1" bs=1 seek=18 conv=notrunc 2>/dev/null
}

# check RULE SNIPPET: findings, one rule a line, into $tmp/rules
check()
{
	cat tests/lint/board.dtsi "$2.dts" >"$tmp/board.dts"
	read -r kind options <"$2.words"
	others=$(echo "$options" | tr ' ' '\n' | sed -n 's/^+//p')
	options=$(echo "$options" | sed 's/[+!][a-z0-9-]*//g')
	run dtc -q -@ -f -I dts -O dtb -o "$tmp/board.dtb" "$tmp/board.dts"
	if [ "$status" != 0 ]; then
		not_ok "$1: $kind snippet compiles" "$(head -n 3 "$tmp/err")"
		return
	fi
	! grep -q '!cut-reservations' "$2.words" || cut_reservations "$tmp/board.dtb"
	# shellcheck disable=SC2086 # several options
	iommuplan lint -f json $options "$tmp/board.dtb"
	sed -n 's/.*"rule":"\([^"]*\)".*/\1/p' "$tmp/out" | sort -u >"$tmp/rules"
	wanted=
	# shellcheck disable=SC2086 # one word a line
	[ "$kind" != bad ] || wanted=$(printf '%s\n' "$1" $others | sort)
	is "$1: $kind snippet ${2##*/}" "$wanted" "$(cat "$tmp/rules")"
}

check_page()
{
	snippets "schemas/rules/$1.md"
	for snippet in "$tmp"/snippets/*.dts; do
		[ ! -f "$snippet" ] || check "$1" "${snippet%.dts}"
	done
	kinds=$(cut -d' ' -f1 "$tmp"/snippets/*.words 2>/dev/null | sort -u | tr '\n' ' ')
	is "$1: bad and good snippets" "bad good " "$kinds"
	is "$1: sections" "Bad, Good, How to fix, How to suppress" \
		"$(sed -n 's/^## //p' "schemas/rules/$1.md" | paste -sd, | sed 's/,/, /g')"
	iommuplan explain "rule:$1"
	expect "explain $1" 0
	{
		printf 'rule '
		awk '/^```/ { code = !code; next }
			/^<!--/ { next }
			code { print $0 == "" ? "" : "    " $0; next }
			{ gsub("`", "") }
			/^## / { $0 = toupper($0) }
			{ sub(/^#+ /, ""); print }' "schemas/rules/$1.md"
	} >"$tmp/page"
	# Paragraphs are filled anew; all else stays as it is.
	for file in page out; do
		tr -s '[:space:]' '\n' <"$tmp/$file" >"$tmp/$file.words"
		grep '^    \|^$\|^[A-Z ]*$' "$tmp/$file" >"$tmp/$file.lines"
	done
	same "explain $1 prints the page" "$tmp/page.words" "$tmp/out.words"
	same "explain $1: code and sections" "$tmp/page.lines" "$tmp/out.lines"
	is "explain $1: width" "" "$(sed 1d "$tmp/out" | grep -v '^    ' | grep '.\{80\}')"
}

iommuplan explain
sed 's/ .*//' "$tmp/out" >"$tmp/slugs"
sed 's/^\([a-z0-9-]*\)  *[a-z]*  *[a-z0-9-]*  */# \1: /' "$tmp/out" | sort >"$tmp/titles"
for page in schemas/rules/*.md; do
	[ "$page" = schemas/rules/README.md ] || sed -n 2p "$page"
done | sort >"$tmp/pages"
run diff "$tmp/titles" "$tmp/pages"
is "a page for each rule, with its title" "" "$(cat "$tmp/out")"
sort "$tmp/slugs" >"$tmp/sorted"
sed -n '/^\.\\" rules:/,/^\.El/s/^\.It Cm //p' man/iommuplan-lint.1 | sort >"$tmp/man"
run diff "$tmp/sorted" "$tmp/man"
is "the man page lists every rule" "" "$(cat "$tmp/out")"

needs dtc
# shellcheck disable=SC2046 # no slug holds a blank
[ $# -gt 0 ] || set -- $(cat "$tmp/slugs")
for rule; do
	check_page "$rule"
done
finish
