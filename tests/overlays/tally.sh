#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# tally.sh BASE.dtb DIRECTORY: every overlay of a directory over one tree, against
# fdtoverlay: what that refuses is refused, the rest gets the plan of what it writes.
# Needs fdtoverlay of dtc 1.7.1 or later in FDTOVERLAY: older ones lose references.
set -eu

[ $# = 2 ] || { sed -n '4,6s/^# //p' "$0"; exit 2; }
plan=${IOMMUPLAN:-build/iommuplan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$1" "$work/base.dtb"
planned=0
refused=0
differ=0
kept=0

for overlay in "$2"/*.dtbo; do
	name=$(basename "$overlay" .dtbo)
	status=0
	(cd "$work" && "$plan" plan -f json -a "$overlay" base.dtb) >"$work/seen" 2>"$work/err" ||
		status=$?
	case $status in
	0) planned=$((planned + 1)) ;;
	*) refused=$((refused + 1)) ;;
	esac
	if grep -q 'assigns a phandle' "$work/err"; then kept=$((kept + 1)); fi
	if ! "${FDTOVERLAY:-fdtoverlay}" -i "$work/base.dtb" -o "$work/merged" "$overlay" >/dev/null 2>&1; then
		[ $status = 3 ] && continue
		echo "$name: status $status, and fdtoverlay refuses it"
		differ=$((differ + 1))
		continue
	fi
	mkdir -p "$work/m"
	mv "$work/merged" "$work/m/base.dtb"
	(cd "$work/m" && "$plan" plan -q -f json base.dtb) >"$work/wanted" 2>/dev/null || true
	cmp -s "$work/wanted" "$work/seen" && continue
	echo "$name: status $status, not the plan of what fdtoverlay writes"
	differ=$((differ + 1))
done
echo "$planned planned, $refused refused, $kept give phandles that the tree has; $differ differ from fdtoverlay"
[ $differ = 0 ]
