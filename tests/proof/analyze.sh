#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# analyze.sh TOOL...: the sources as each analyser sees them. Called by "make
# analyze"; any report is a failure, an analyser that is not installed is skipped.
set -u

cd "$(dirname "$0")/../.." || exit 1
passed=0
failed=0
skipped=0
for tool in "$@"; do
	if ! command -v "$tool" >/dev/null; then
		echo "SKIP - $tool: not installed"
		skipped=$((skipped + 1))
	elif ${MAKE:-make} --no-print-directory -k B="${B:-build}" "analyze-$tool"; then
		echo "ok - $tool has nothing to report"
		passed=$((passed + 1))
	else
		echo "not ok - $tool: see above"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
