#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# One idea a file, one step a function: no source over 400 lines, no function
# over 45. What is data (boards, facts, recorded output) may be as long as
# it has to be.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$top"
if ! git ls-files -- '*.c' '*.h' '*.sh' '*.py' Makefile .ci/run \
	>"$tmp/sources" 2>/dev/null || [ ! -s "$tmp/sources" ]; then
	skip "sizes" "no git checkout"
	finish
fi

# present GLOB...: those of the sources that stand in the work tree
present()
{
	git ls-files -- "$@" | while read -r file; do
		[ ! -f "$file" ] || echo "$file"
	done
}

# C and shell: from the name in the first column to the brace there.
braced()
{
	# shellcheck disable=SC2046 # no tracked name holds a blank
	awk 'FNR == 1 { start = 0 }
		/^[A-Za-z_].*\(/ { name = $0; start = FNR }
		/^}/ {
			if (start && FNR - start > 45)
				print FILENAME ":" start ": " FNR - start
			start = 0
		}' $(present '*.c' '*.h' '*.sh' .ci/run)
}

# Python: from "def" to the last line indented deeper.
indented()
{
	# shellcheck disable=SC2046
	awk 'function close_def() {
			if (start && last - start > 45)
				print file ":" start ": " last - start
			start = 0
		}
		FNR == 1 { close_def() }
		/^[ \t]*$/ { next }
		{ match($0, /^[ \t]*/) }
		start && RLENGTH <= indent && !/^[ \t]*[])}]/ { close_def() }
		/^[ \t]*(async )?def / && !start {
			start = FNR; indent = RLENGTH; file = FILENAME
		}
		{ last = FNR }
		END { close_def() }' $(present '*.py')
}

# shellcheck disable=SC2046
found=$(wc -l $(present '*.c' '*.h' '*.sh' '*.py' Makefile .ci/run) |
	awk '$1 > 400 && $2 != "total" { print $2 ": " $1 }')
is "no source is over 400 lines" "" "$found"
found=$(braced)
is "no C or shell function is over 45 lines" "" "$found"
found=$(indented)
is "no Python function is over 45 lines" "" "$found"
finish
