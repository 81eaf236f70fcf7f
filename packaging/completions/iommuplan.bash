# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# Completion for bash. What there is to complete the program says itself: its
# --help is made of the table that it parses options by.

_iommuplan_commands()
{
	"$1" --help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p'
}

_iommuplan_options()
{
	"$1" "$2" --help 2>/dev/null | sed -n 's/^  \(-.,\|   \) \(--[a-z-]*\).*/\2/p'
}

_iommuplan_rules()
{
	"$1" explain 2>/dev/null | sed 's/ .*//'
}

# The paths of a tree's IOMMUs and masters, for explain -b FILE: those that a shell
# takes as they are.
_iommuplan_paths()
{
	"$1" plan -q -f tsv "$2" 2>/dev/null | tr '\t' '\n' |
		grep -x '/[A-Za-z0-9,._+@/-]*' | sort -u
}

# The word at the cursor: a node's "@" and ":" end none, as they do for readline.
_iommuplan_current()
{
	local line=${COMP_LINE-}

	line=${line:0:${COMP_POINT:-0}}
	cur=${COMP_WORDS[COMP_CWORD]}
	[ -z "$line" ] || cur=${line##*[[:space:]]}
}

# Those of the lines that begin with $cur. compgen -W would run what is in them.
_iommuplan_offer()
{
	local word before=''

	case ${COMP_LINE:+$cur} in
	*[@:=]*) before=${cur%"${cur##*[@:=]}"} ;;
	esac
	while IFS= read -r word; do
		case $word in
		"$cur"*) COMPREPLY+=("${word#"$before"}") ;;
		esac
	done
}

_iommuplan()
{
	local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]-} cur prev words='' board='' n

	_iommuplan_current
	COMPREPLY=()
	prev=${COMP_WORDS[COMP_CWORD - 1]}
	if [ "$COMP_CWORD" = 1 ] || [ "$command" = help ]; then
		words=$(_iommuplan_commands "$program")
		[ "$command" = help ] && [ "$COMP_CWORD" -gt 1 ] || words="$words"$'\nhelp'
	elif [ "$prev" = -W ] || [ "$prev" = --warn ]; then
		words=$(_iommuplan_rules "$program")
	elif [ "${cur#-}" != "$cur" ]; then
		words=$(_iommuplan_options "$program" "$command")
	elif [ "$command" = explain ]; then
		for ((n = 2; n < COMP_CWORD; n++)); do
			case ${COMP_WORDS[n]} in
			-b | --board) board=${COMP_WORDS[n + 1]} ;;
			esac
		done
		case $prev in
		-b | --board | --log | -o | --output) ;;
		*)
			if [ -n "$board" ]; then
				words=$(_iommuplan_paths "$program" "$board")
			else
				words=$(_iommuplan_rules "$program")
			fi
			;;
		esac
	fi
	if [ -n "$words" ]; then
		compopt +o filenames 2>/dev/null
		_iommuplan_offer <<<"$words"
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _iommuplan iommuplan
