#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Which packages are missing to build with, by Debian's names: tries to link a
# program with each library.
#
#	tool/gen/needs.sh OUTPUT "COMPILER FLAGS" [HEADER "LIBRARIES" PACKAGE]...
set -u

output=$1
compile=$2
shift 2
status=0

# links SOURCE LIBRARIES; no dependency file for a guess
links()
{
	# shellcheck disable=SC2086 # compiler, flags and libraries are words
	printf '%s\nint main(void)\n{\n\treturn 0;\n}\n' "$1" |
		$compile -MF /dev/null -x c -o "$output" - -x none $2 \
			>"$output.log" 2>&1
}

missing()
{
	echo "$1; on Debian: apt-get install $2" >&2
	status=1
}

if ! command -v "${compile%% *}" >/dev/null; then
	missing "there is no ${compile%% *}" "gcc libc6-dev"
elif ! links '#include <stdlib.h>' ''; then
	sed 's/^/    /' "$output.log" >&2
	missing "${compile%% *} does not make programs with the flags given" \
		"gcc libc6-dev"
else
	while [ $# -ge 3 ]; do
		links "#include <$1>" "$2" ||
			missing "$1 with $2 is missing" "$3"
		shift 3
	done
fi
rm -f "$output" "$output.log"
exit "$status"
