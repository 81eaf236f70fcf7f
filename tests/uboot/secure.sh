#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# UEFI Secure Boot: the planner is started where it is signed, nowhere else.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"
needs python3

"$top/tests/fetch/uboot.sh" efi >&2 || true
code=0
python3 "$top/tests/uboot/secure.py" --image "$top/build/uboot" >"$tmp/boots" || code=$?
while read -r line; do
	case $line in
	SKIP*) skip "Secure Boot" "${line#*: }" ;;
	*agree) ok "$line" ;;
	*) not_ok "$line" ;;
	esac
done <"$tmp/boots"
[ "$code" = 0 ] || [ "$code" = 77 ] || [ "$failed" != 0 ] ||
	not_ok "secure.py" "status $code"
finish
