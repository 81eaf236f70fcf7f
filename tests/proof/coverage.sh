#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What the unit tests and the scripts named here run of lib/, against the
# floors in floors.list.
#
#	tests/proof/coverage.sh BUILD	made by "make coverage-build"
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
cd "$here/../.."
raw=$build/raw
rm -rf "$raw"
export LLVM_PROFILE_FILE="$raw/%4m.profraw"
export IOMMUPLAN="$build/iommuplan"
failed=0

run()
{
	"$@" >"$build/log" 2>&1 && return
	echo "not ok - $*"
	tail -n 3 "$build/log"
	failed=1
}

run "$build/unit"
# Those that reach what no unit test does, and take seconds.
for script in tests/golden/golden.sh tests/golden/policies.sh \
	tests/golden/diff.sh tests/lint/mend.sh tests/cli/edits.sh \
	tests/cli/pci.sh tests/cli/budget.sh; do
	run "$script"
done
"${PROFDATA:-llvm-profdata-19}" merge -sparse -o "$build/all.profdata" \
	"$raw"/*.profraw
"${COV:-llvm-cov-19}" export -summary-only "$build/unit" \
	-object "$build/iommuplan" -instr-profile "$build/all.profdata" \
	>"$build/coverage.json" 2>/dev/null
python3 "$here/coverage.py" "$build/coverage.json" || failed=1
exit "$failed"
