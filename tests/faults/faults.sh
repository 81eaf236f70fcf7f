#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# faults.sh [OPTION...]: what calls fail does not crash, hang, lose a file or leave
# one; a few calls of some commands, all of all with make faults.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

shim=${FAULTS_SHIM:-${plan_bin%/*}/faults.so}
for program in python3 dtc gzip; do
	have $program || { skip "calls that fail" "no $program"; finish; }
done
if [ ! -f "$shim" ]; then
	skip "calls that fail" "$shim is not built"
	finish
fi
if grep -q __asan_init "$plan_bin"; then
	skip "calls that fail" "a sanitizer has calls of its own"
	finish
fi
[ $# -gt 0 ] || set -- --most 1 --case plan-output --case plan-jobs --case plan-depfile \
	--case lint-baseline --case build-policy --case verify-record
exec python3 "$(dirname "$0")/faults.py" --shim "$shim" --tool "$plan_bin" "$@"
