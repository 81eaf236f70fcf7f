#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The series that puts the command into U-Boot, before U-Boot's own checkpatch,
# with U-Boot's own choice of checks: no errors, and of warnings those alone that
# nothing can be done about. None is too large for a list, and all of it is in them.
#
#	tests/uboot/checkpatch.sh [RELEASE...]	v2026.07 unless named
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}
needs git perl python3
[ $# -gt 0 ] || set -- v2026.07

# What it says of every new command; of "#ifdef" around strings, rows and weak
# functions, where no "if" can stand; and of macros for rows, which take some of
# the columns, or declare a function for each row.
said='FILE_PATH_CHANGES|CMD_TEST|PREFER_IF|MACRO_ARG_UNUSED|TRAILING_SEMICOLON'

# patches TREE: in $tmp/u-boot what install.sh touches, in $tmp/patches the rest
patches()
{
	rm -rf "$tmp/u-boot" "$tmp/patches"
	mkdir "$tmp/u-boot"
	(cd "$1" && cp --parents .checkpatch.conf cmd/Kconfig cmd/Makefile doc/usage/index.rst \
		scripts/checkpatch.pl scripts/spelling.txt test/cmd/Makefile "$tmp/u-boot"
	[ ! -f include/test/cmd.h ] || cp --parents include/test/cmd.h "$tmp/u-boot")
	# The tree may have the command in already.
	sed -i '/iommuplan/d' "$tmp/u-boot/cmd/Kconfig" "$tmp/u-boot/cmd/Makefile" \
		"$tmp/u-boot/doc/usage/index.rst" "$tmp/u-boot/test/cmd/Makefile"
	mkdir -p "$tmp/u-boot/doc/usage/cmd"
	cd "$tmp/u-boot"
	git init -q
	git config user.name 'A Maintainer'
	git config user.email maintainer@example.org
	git add -A
	git commit -q -m before
	git tag before
	run "$top/tool/uboot/series.sh" .
	expect "$release: the series" 0
	git format-patch -q -o "$tmp/patches" before
	cd "$top"
}

for release in "$@"; do
	tree=$cache/u-boot/$release/tree
	if [ ! -f "$tree/scripts/checkpatch.pl" ]; then
		skip "checkpatch of $release" "no source of U-Boot: make uboot-check"
		continue
	fi
	patches "$tree"
	(cd "$tmp/u-boot" && perl scripts/checkpatch.pl --show-types "$tmp/patches"/*) \
		>"$tmp/said" 2>&1 || true
	is "$release: checkpatch read them" "$(find "$tmp/patches" -type f | wc -l)" \
		"$(grep -c '^total: 0 errors' "$tmp/said")"
	is "$release: patches of more than 200 KiB" "" "$(find "$tmp/patches" -size +200k)"
	is "$release: nothing to warn of" "" "$(grep -A 3 '^WARNING' "$tmp/said" |
		grep -Ev "^WARNING:($said)" | grep -A 3 '^WARNING' | head -n 12)"
done
finish
