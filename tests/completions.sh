#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Completion, as bash asks for it; zsh and fish where they are, for their syntax.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
needs bash

cat >"$tmp/ask" <<'EOF'
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
# What readline has: the whole line, of which "@" and ":" begin new words.
if [ -n "${LINE-}" ]; then
	COMP_LINE=$LINE COMP_POINT=${#LINE}
fi
_iommuplan
printf '%s\n' "${COMPREPLY[@]}"
EOF
# offers NAME WORD... : is the last of them among what is offered for the others?
ask()
{
	run bash "$tmp/ask" "$top/packaging/completions/iommuplan.bash" "$plan_bin" "$@"
}
ask ""
expect "commands" 0 '^verify$' "$tmp/out"
expect "and help" 0 '^help$' "$tmp/out"
ask help pl
is "of help" plan "$(cat "$tmp/out")"
ask pl
is "that begin so" plan "$(cat "$tmp/out")"
ask lint --new
is "options of a command" --new-since "$(cat "$tmp/out")"
ask plan --new
is "and of no other" "" "$(cat "$tmp/out")"
ask lint -W iommus-bad
is "rules" iommus-bad-phandle "$(cat "$tmp/out")"
ask explain iommus-bad
is "words to explain" iommus-bad-phandle "$(cat "$tmp/out")"
if have dtc; then
	board juno-r2
	ask explain -b "$tmp/juno-r2.dtb" /hdlcd@7ff5
	is "nodes of a tree" /hdlcd@7ff50000 "$(cat "$tmp/out")"
	LINE="iommuplan explain -b $tmp/juno-r2.dtb /hdlcd@7ff5" \
		ask explain -b "$tmp/juno-r2.dtb" /hdlcd @ 7ff5
	is "of one readline has only the end" 7ff50000 "$(cat "$tmp/out")"
	# shellcheck disable=SC2016 # it is not to be run here either
	hostile='/x$(touch ran)@1'
	fdtput -c "$tmp/juno-r2.dtb" "$hostile"
	fdtput -tx "$tmp/juno-r2.dtb" "$hostile" iommus "$(fdtget -tx "$tmp/juno-r2.dtb" /iommu@2b600000 phandle)" 9
	cd "$tmp"
	ask explain -b "$tmp/juno-r2.dtb" /x
	is "what a shell would run is not offered" "" "$(cat "$tmp/out")"
	is "and not run" "" "$(ls ran 2>/dev/null)"
fi
cd "$tmp"
: >'a file.dtb'
ask plan 'a f'
is "files" "a file.dtb" "$(cat out)"
if have fish && have dtc; then
	board juno-r2
	for line in "explain -b juno-r2.dtb /hdlcd@7ff5=/hdlcd@7ff50000" "lint -W iommus-bad=iommus-bad-phandle" \
		"plan --kernel-c=--kernel-config" "help pl=plan" "ver=verify" "hel=help"; do
		run env "PATH=$(dirname "$plan_bin"):$PATH" fish -c "source '$top/packaging/completions/iommuplan.fish'
			complete -C 'iommuplan ${line%=*}'"
		is "fish: ${line%=*}" "${line##*=}" "$(cut -f1 out)"
	done
fi
# zsh itself, on a terminal of its own that is asked to list what there is.
cat >"$tmp/ask.zsh" <<'EOF'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1=; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' list-choices; zle-line-init() { print READ'Y' }; zle -N zle-line-init"
zpty -r z said '*READY*'
shift
for line; do
	zpty -n -w z "iommuplan $line"$'\t'$'\C-u'"print DO"$'\'NE\'\n'
	zpty -r z said '*DONE*READY*'
	print -r -- "<$line> ${${said//$'\r'/ }//$'\n'/ }"
done
EOF
if have zsh && have dtc && have timeout && zsh -fc 'zmodload zsh/zpty' 2>/dev/null; then
	board juno-r2
	run env "PATH=$(dirname "$plan_bin"):$PATH" timeout 300 zsh -f "$tmp/ask.zsh" "$top/packaging/completions" \
		"explain -b juno-r2.dtb /hdlcd@7ff5" "lint -W iommus-bad" "plan --kernel-c" "help pl" "ver" "hel"
	for line in "explain -b juno-r2.dtb /hdlcd@7ff5=/hdlcd@7ff50000" "lint -W iommus-bad=iommus-bad-phandle" \
		"plan --kernel-c=--kernel-config" "help pl=plan" "ver=verify" "hel=help"; do
		expect "zsh: ${line%=*}" 0 "^<${line%=*}> .*[^a-z]${line##*=}([^a-z0-9@-]|\$)" "$tmp/out"
	done
fi
for shell in zsh fish; do
	file=$top/packaging/completions/iommuplan.fish
	[ "$shell" = fish ] || file=$top/packaging/completions/_iommuplan
	if have "$shell"; then
		run "$shell" -n "$file"
		expect "$shell reads its own" 0
	else
		skip "$shell" "no $shell"
	fi
done

finish
