#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What "make install" puts somewhere runs there, and "make uninstall" takes
# all of it away again.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

cd "$top"
root=$tmp/root
run make --no-print-directory install DESTDIR="$root" PREFIX=/usr
expect "make install" 0
run "$root/usr/bin/iommuplan" plan -k 6.12 examples/boards/juno-r2.dts
expect "the installed program plans" 0 'ARM Juno' "$tmp/out"
for file in share/man/man1/iommuplan.1 share/doc/iommuplan/README.md \
	share/doc/iommuplan/schemas/drivers/arm-smmu.yaml; do
	if [ -s "$root/usr/$file" ]; then
		ok "$file is installed"
	else
		not_ok "$file is installed"
	fi
done
run make --no-print-directory uninstall DESTDIR="$root" PREFIX=/usr
expect "make uninstall" 0
left=$(find "$root" -type f)
if [ -z "$left" ]; then
	ok "nothing is left behind"
else
	not_ok "nothing is left behind" "$left"
fi
finish
