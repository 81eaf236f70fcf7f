#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# One part of make uboot-check, SCRIPT-ARGUMENT or SCRIPT: what it says goes to
# STAMP.log as well, and STAMP is there once all of it has passed.
#
#	tests/uboot/part.sh STAMP PART
set -u

stamp=$1 script=${2%%-*} argument=${2#"${2%%-*}"}
argument=${argument#-}
mkdir -p "$(dirname "$stamp")"
begun=$(date +%s)
echo "$2:"
"$(dirname "$0")/$script.sh" ${argument:+"$argument"} >"$stamp.log" 2>&1
code=$?
# Counted at the end; a test that fails says why before.
grep -E '^(not ok|SKIP)|differ|passed, ' "$stamp.log" | cut -c1-200 | sed 's/^/  /'
echo "  $(($(date +%s) - begun)) seconds"
[ "$code" = 0 ] || exit "$code"
if grep -Eq 'passed, 0 failed, 0 skipped' "$stamp.log"; then
	date -u '+%F %R' >"$stamp"
fi
