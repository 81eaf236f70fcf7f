# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
# shellcheck shell=sh
#
# Sourced by the shell tests: names what was seen, counts it, and cleans up.
# A test file ends with "finish", whose status tells whether all passed.
#
# IOMMUPLAN  the program under test, build/iommuplan below the repository else

top=$(CDPATH='' cd -- "$(dirname -- "$0")" &&
	until [ -f Makefile ] || [ "$PWD" = / ]; do cd ..; done && pwd)
plan_bin=${IOMMUPLAN:-$top/build/iommuplan}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/iommuplan-test.XXXXXX")
trap 'chmod -R u+rwx "$tmp" 2>/dev/null; rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0
skipped=0

ok()
{
	passed=$((passed + 1))
	[ -z "${V:-}" ] || echo "ok - $1"
}

# not_ok NAME [WHY]
not_ok()
{
	failed=$((failed + 1))
	echo "not ok - $1${2:+: $2}"
}

# skip NAME WHY: something is missing here; never silent
skip()
{
	skipped=$((skipped + 1))
	echo "SKIP - $1: $2"
}

have()
{
	command -v "$1" >/dev/null 2>&1
}

# holds NAME COMMAND...: it succeeds
holds()
{
	name=$1
	shift
	if "$@"; then
		ok "$name"
	else
		not_ok "$name"
	fi
}

# needs PROGRAM...: what follows cannot be tested without; it is skipped then
needs()
{
	for needed in "$@"; do
		have "$needed" && continue
		skip "${0##*/} from here on" "$needed is not installed"
		finish
	done
}

# run COMMAND...: its status in $status, what it wrote in $tmp/out, $tmp/err
run()
{
	status=0
	"$@" >"$tmp/out" 2>"$tmp/err" </dev/null || status=$?
}

# iommuplan ARGS...: the same for the program under test
iommuplan()
{
	run "$plan_bin" "$@"
}

# expect NAME STATUS [PATTERN [FILE]]: after run; an extended regular
# expression that a line of standard error (or FILE) has to match
expect()
{
	if [ "$status" != "$2" ]; then
		not_ok "$1" "exit status $status, not $2: $(head -c 300 "$tmp/err")"
	elif [ -n "${3:-}" ] && ! grep -Eq -- "$3" "${4:-$tmp/err}"; then
		not_ok "$1" "nothing like '$3' in: $(head -c 300 "${4:-$tmp/err}")"
	else
		ok "$1"
	fi
}

# same NAME FILE FILE
same()
{
	if cmp -s "$2" "$3"; then
		ok "$1"
	else
		not_ok "$1" "$2 and $3 differ"
	fi
}

# is NAME WANTED SEEN
is()
{
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "'$3' instead of '$2'"
	fi
}

# board NAME: compile examples/boards/NAME.dts to $tmp/NAME.dtb
board()
{
	dtc -q -@ -I dts -O dtb -o "$tmp/$1.dtb" "$top/examples/boards/$1.dts"
}

finish()
{
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" = 0 ]
	exit
}

if [ ! -x "$plan_bin" ]; then
	echo "not ok - $plan_bin is not built"
	exit 1
fi
