#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Boots boards that plan for themselves under GRUB and systemd-boot.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname -- "$0")/../lib.sh"

"$top/tests/fetch/uboot.sh" binary >&2 || true
"$top/tests/fetch/uboot.sh" efi >&2 || true
code=0
python3 "$top/tests/uboot/efi.py" --tool "$plan_bin" \
	--image "$top/build/uboot" >"$tmp/boots" || code=$?
while read -r line; do
	case $line in
	SKIP*) skip "a board that plans under EFI" "${line#*: }" ;;
	*agree) ok "$line" ;;
	*) not_ok "$line" ;;
	esac
done <"$tmp/boots"
[ "$code" = 0 ] || [ "$code" = 77 ] || [ "$failed" != 0 ] ||
	not_ok "efi.py" "status $code"
finish
