#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Lints each tree that kbuild checks, in addition to dt-validate, and reports the
# lines of its sources. Used in place of dt-validate, with the same arguments:
#
#	make CHECK_DTBS=y DT_CHECKER=PATH/kbuild.sh vendor/board.dtb
#	kbuild.sh arch/arm64/boot/dts/vendor/board.dtb
#
# IOMMUPLAN        the program, by default iommuplan
# IOMMUPLAN_FLAGS  options for its lint, such as "-k 6.12 --notes"
# DT_VALIDATE      the program that runs first, by default dt-validate; empty: none
#
# Exit status: that of lint; if that is 0, that of dt-validate. kbuild ignores both.
set -u

bindings=
want=
tree=
for word do
	[ "$want" != -u ] || bindings=$word
	want=$word
	tree=$word
done
[ -n "$tree" ] || { echo "usage: $0 [DT-VALIDATE-OPTION]... FILE.dtb" >&2; exit 2; }

status=0
validate=${DT_VALIDATE-dt-validate}
if [ -n "$validate" ] && [ $# -gt 1 ] && command -v "$validate" >/dev/null; then
	"$validate" "$@" || status=$?
fi
case $tree in
*.dtb) ;;
*) exit "$status" ;; # an overlay is no tree
esac

# The preprocessed source, where kbuild leaves it; -u shows where dtc searches.
case $tree in
*/*) dir=${tree%/*} ;;
*) dir=. ;;
esac
source=$dir/.$(printf %s "${tree##*/}" | tr , _).dts.tmp
top=${bindings%/Documentation/devicetree/bindings}
set --
[ ! -f "$source" ] || set -- --source "$source"
[ -z "$bindings" ] || set -- "$@" -I "$top/scripts/dtc/include-prefixes"
# shellcheck disable=SC2086 # the flags are words
"${IOMMUPLAN:-iommuplan}" lint -q ${IOMMUPLAN_FLAGS:-} "$@" "$tree" || exit
exit "$status"
