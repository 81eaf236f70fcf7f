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
run "$root/usr/bin/iommuplan" --version
expect "the installed program runs" 0 '^iommuplan [0-9]' "$tmp/out"
for file in share/man/man1/iommuplan.1 share/doc/iommuplan/README.md \
	share/doc/iommuplan/schemas/drivers/arm-smmu.yaml; do
	if [ -s "$root/usr/$file" ]; then
		ok "$file is installed"
	else
		not_ok "$file is installed"
	fi
done
# What the pages point to is where they say, and so are the man pages.
find "$root/usr/share/doc" -name '*.md' | while read -r page; do
	grep -o '](\([^):#]*\)' "$page" | sed 's/^](//' | while read -r link; do
		[ -e "${page%/*}/$link" ] || echo "${page#"$root"}: $link"
	done
done >"$tmp/dangling"
is "links of the installed pages lead somewhere" "" "$(cat "$tmp/dangling")"
for page in man/*.[1-9]; do
	same "${page#*/} is installed" "$page" \
		"$root/usr/share/man/man${page##*.}/${page#*/}"
done
if have dtc; then
	cd "$root/usr/share/doc/iommuplan/examples/policies"
	run "$root/usr/bin/iommuplan" plan -k 6.12 -p juno-r2.yaml ../boards/juno-r2.dts
	expect "an installed policy is met on its installed board" 0 '^Policy juno-r2.yaml: met$' "$tmp/out"
	cd "$top"
else
	skip "the installed examples" "dtc is not installed"
fi
run make --no-print-directory uninstall DESTDIR="$root" PREFIX=/usr
expect "make uninstall" 0
left=$(find "$root" -type f)
if [ -z "$left" ]; then
	ok "nothing is left behind"
else
	not_ok "nothing is left behind" "$left"
fi
finish
