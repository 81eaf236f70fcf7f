#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The man pages say what the program does: the same commands, options, keys,
# columns, words and files, in both directions; and its examples run.
#
# UPDATE=1 writes the lists that stand in the sources (reasons, conflicts) anew,
# and the picture.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$top"
export LC_ALL=C
pages="man/iommuplan.1 man/iommuplan-[!p]*.[157] man/iommuplan-plan.1"

# rows HEADER LIST [COLUMNS]: SLUG|TEXT of each row of a list macro
rows()
{
	printf '#include "%s"\n#define ROW(id, slug, %s, ...) <<slug|text>>\n%s(ROW)\n' \
		"$1" "${3:-text}" "$2" | ${CC:-cc} -E -P -Iinclude -Ilib -Itool - | grep '<<' |
		sed 's/>>/>>\n/g' | sed -n 's/.*<<"\([^"]*\)"|"\(.*\)">>/\1|\2/p'
}

# section NAME [PAGE]: the lines of a .Sh or .Ss
section()
{
	# shellcheck disable=SC2086
	awk -v name="$1" 'FNR == 1 { on = 0 }
		/^\.S[hs] / { on = substr($0, 5) == name; next } on' ${2:-$pages}
}

# terms NAME [PAGE]: the words its .It lines name, one a line
terms()
{
	section "$@" | sed -n 's/^\.It C*m* *//p' | sed 's/ , /\n/g'
}

# compare NAME: $tmp/program against $tmp/page
compare()
{
	if diff "$tmp/program" "$tmp/page" >"$tmp/diff"; then
		ok "$1"
	else
		not_ok "$1" "program < > man page"
		cat "$tmp/diff"
	fi
}

# list SECTION MARK HEADER MACRO [COLUMNS]
list()
{
	rows "$3" "$4" "${5:-}" | grep -v '^none|' | sed 's/\\"/\\(dq/g
		s/--/\\-\\-/g
		s/^\([^|]*\)|/.It Cm \1\n/' >"$tmp/program"
	[ -s "$tmp/program" ] || { not_ok "$1" "$4 is empty"; return; }
	[ -z "${UPDATE:-}" ] || sed -i -e "/^\.\\\\\" $2:/,/^\.El/ {
		/^\.\\\\\"/r $tmp/program
		/^\.\\\\\"/b
		/^\.El/b
		d
	}" $pages
	section "$1" | sed -n "/^\.\\\\\" $2:/,/^\.El/p" | sed '1d;$d' >"$tmp/page"
	compare "$1"
}

# options_of COMMAND: "letter name argument" of each, sorted
options_of()
{
	"$plan_bin" "$1" --help |
		sed -n 's/^  \(-\(.\),\|   \) --\([a-z-]*\) *\([A-Z]*\) .*/\2 \3 \4/p' |
		tr '[:upper:]' '[:lower:]' | sed 's/^v version/V version/; s/^w warn/W warn/; s/^i include/I include/; s/^d define/D define/
			s/ *$//' | sort
}

page_options()
{
	section OPTIONS "$1" | sed -n 's/^\.It Fl //p' |
		sed 's/^\(.\) , Fl /\1 /; s/^\\-/ \\-/; s/\\-//; s/Ar //' |
		sort
}

# Options of more than one command, where they mean the same, stand once.
check_options()
{
	"$plan_bin" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' >"$tmp/program"
	terms DESCRIPTION man/iommuplan.1 >"$tmp/page"
	compare commands
	page_options man/iommuplan.1 | sort >"$tmp/common"
	while read -r command; do
		options_of "$command" >"$tmp/$command.options"
	done <"$tmp/page"
	sort "$tmp"/*.options | uniq -d >"$tmp/several"
	comm -23 "$tmp/common" "$tmp/several" >"$tmp/page"
	: >"$tmp/program"
	compare "common options are of several commands"
	for options in "$tmp"/*.options; do
		command=$(basename "$options" .options)
		comm -23 "$options" "$tmp/common" >"$tmp/program"
		page_options "man/iommuplan-$command.1" >"$tmp/page"
		compare "options of $command"
	done
}

section_json()
{
	sed '1,/^\.Sh DESCRIPTION/d' man/iommuplan-json.5
}

check_formats()
{
	for kernel in 5.10 5.10..7.2; do
		"$plan_bin" plan -f json -k "$kernel" --bootargs iommu.strict=x \
			examples/boards/*.dts tests/golden/cases/overcommitted.dts
	done | grep -o '"[a-z_]*":' | tr -d '":' | sort -u >"$tmp/program"
	section_json | grep -oE '\b[a-z_]{2,}\b' | sort -u >"$tmp/words"
	comm -12 "$tmp/program" "$tmp/words" >"$tmp/page"
	compare "every JSON key is explained"
	section_json | sed -n 's/^\.It C*m* *//p' | sed 's/ , /\n/g' | sort -u >"$tmp/page"
	comm -12 "$tmp/program" "$tmp/page" >"$tmp/known"
	mv "$tmp/known" "$tmp/program"
	compare "every explained JSON key is there"
	"$plan_bin" diff -k 7.2 -f json tests/golden/diff/old.dts \
		tests/golden/diff/new.dts | grep -o '"[a-z_]*":' | tr -d '":' |
		grep -vE '^(iommu|id|mask|first|last|rid_mask)$' | sort -u >"$tmp/program"
	section DIFFERENCES | grep -oE '\b[a-z_]{2,}\b' | sort -u >"$tmp/words"
	comm -12 "$tmp/program" "$tmp/words" >"$tmp/page"
	compare "every JSON key of a difference is explained"
	section DIFFERENCES | sed '/^\.\\" [a-z]*:/,/^\.El/d' |
		sed -n 's/^\.It C*m* *//p' | sed 's/ , /\n/g' | sort >"$tmp/page"
	comm -12 "$tmp/program" "$tmp/page" >"$tmp/known"
	mv "$tmp/known" "$tmp/program"
	compare "every explained JSON key of a difference is there"
	"$plan_bin" plan -f tsv examples/boards/juno-r2.dts |
		sed -n '1s/^#//p' | tr '\t' '\n' >"$tmp/program"
	terms TSV >"$tmp/page"
	compare "TSV columns"
}

check_words()
{
	sed -n 's/.*\] = "\([a-z-]*\)",/\1/p' lib/model/names.c >"$tmp/program"
	{ terms "STATES OF AN IOMMU"; terms "SUPPLIERS OF AN IOMMU"; terms CONFIDENCE; } >"$tmp/page"
	compare "states and confidence"
	rows model/effects.h IOP_EFFECTS | sed 's/|.*//; /^none$/d' >"$tmp/program"
	terms EFFECTS >"$tmp/page"
	compare "effects"
	rows verify/checks.h CHECK_CAUSES | sed 's/|.*//; /^none$/d' >"$tmp/program"
	terms DESCRIPTION man/iommuplan-verify.1 >"$tmp/page"
	compare "causes of verify"
	list REASONS reasons model/reasons.h IOP_REASONS
	list CONFLICTS conflicts cmdline/cmdline.h IOP_CONFLICTS
	for severity in errors warnings notes; do
		list DIFFERENCES $severity compare/diff/kinds.h \
			"DIFF_$(echo $severity | tr '[:lower:]' '[:upper:]')"
	done
	list RULES rules lint/rules.h IOP_RULES "severity, consumer, fn, text, message"
	rows artefacts/board.h ARTEFACTS | sed 's/.*|//' >"$tmp/program"
	section FILES man/iommuplan-build.1 | sed -n 's/^\.It Ar board Ns Pa //p' >"$tmp/page"
	compare "artefacts"
	rows artefacts/board.h ARTEFACTS | sed 's/|.*//' >"$tmp/program"
	section OPTIONS man/iommuplan-build.1 | sed -n '/Fl \\-only/,/^\.Cm/s/^\.Cm \(.*\) \./\1/p' |
		sed 's/ , /\n/g' >"$tmp/page"
	compare "--only"
	{ grep -rhoE 'getenv\("[A-Z_]+' tool | sed 's/.*"//'; echo PATH; } |
		sort -u >"$tmp/program"
	section ENVIRONMENT | sed -n 's/^\.It Ev //p' | sort >"$tmp/page"
	compare "environment"
}

# As a reader of the page would type them, in one directory.
check_examples()
{
	mkdir -p "$tmp/run/bin" "$tmp/run/dtbs"
	ln -s "$plan_bin" "$tmp/run/bin/iommuplan"
	board juno-r2
	cp "$tmp/juno-r2.dtb" "$tmp/run/board.dtb"
	cp "$tmp/juno-r2.dtb" "$tmp/run/main.dtb"
	cp "$tmp/juno-r2.dtb" "$tmp/run/dtbs"
	printf 'CONFIG_ARM64=y\nCONFIG_ARM_SMMU=y\n' >"$tmp/run/.config"
	echo '/dts-v1/; / { fragment@0 { target-path = "/";
		__overlay__ { camera { }; }; }; };' |
		dtc -q -O dtb -o "$tmp/run/camera.dtbo"
	section EXAMPLES | sed -n 's/^\.Dl \$ //p' |
		sed 's/\\et/\\t/g; s/\\(dq/"/g; s/\\-/-/g' >"$tmp/lines"
	while read -r line; do
		run env PATH="$tmp/run/bin:$PATH" sh -c "cd '$tmp/run' && $line"
		expect "$line" 0
	done <"$tmp/lines"
	is "examples were found" yes "$([ -s "$tmp/lines" ] && echo yes)"
}

# The page begins with what the program prints of a board.
check_picture()
{
	page=man/iommuplan.1
	tree=$(sed -n 's/^\.\\" picture: //p' "$page")
	{
		echo "$ iommuplan plan ${tree##*/}"
		"$plan_bin" plan -q "$tree" | sed "s,^$tree,${tree##*/},"
	} | sed 's/\\/\\e/g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/' >"$tmp/program"
	[ -z "${UPDATE:-}" ] || sed -i -e '/^\.\\" picture:/,/^\.Ed/ {
		/^\.Bd/r '"$tmp/program"'
		/^\.\\"/b
		/^\.[BE]d/b
		d
	}' "$page"
	sed -n '/^\.\\" picture:/,/^\.Ed/p' "$page" | sed '1,2d;$d' >"$tmp/page"
	compare "the picture at the beginning is today's"
}

check_options
check_words
if have mandoc; then
	run mandoc -T lint -W warning man/*.[1-9]
	is "mandoc has nothing to complain" "" "$(cat "$tmp/out" "$tmp/err")"
else
	skip "mandoc -T lint" "no mandoc"
fi
needs dtc
check_picture
check_formats
check_examples
finish
