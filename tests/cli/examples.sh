#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# The examples that each command's help ends with work as they stand there, in a
# directory that has the files they name.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

mkdir "$tmp/bin" "$tmp/there"
ln -s "$plan_bin" "$tmp/bin/iommuplan"
PATH=$tmp/bin:$PATH
export PATH
cd "$tmp/there"
mkdir old boards
for place in board boards/a; do
	cp "$top/examples/boards/juno-r2.dts" "$place.dts"
done
cp "$top/examples/boards/juno-r2-linux-5.10.dts" old/a.dts
dtc -q -@ -o board.dtb board.dts
dtc -q -@ -o old.dtb old/a.dts
printf 'version: 1\ndefault: lazy\n' >policy.yaml
echo 'arm-smmu 7fb00000.iommu: Unhandled context fault: fsr=0x402, iova=0x1000, fsynr=0x1, cbfrsynra=0x809, cb=0' >dmesg.txt

for command in $("$plan_bin" help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
	"$plan_bin" "$command" --help | sed '1,/^Examples:$/d' >"$tmp/examples"
	is "$command has examples" yes "$([ "$(wc -l <"$tmp/examples")" -ge 1 ] && echo yes)"
	while read -r line; do
		case ${line%%#*} in
		# They read this machine, which may have booted without a tree; then
		# there is no archive either.
		*"verify "*)
			run sh -c "${line%%#*}"
			is "$line" yes "$([ "$status" -le 2 ] || [ ! -e board.tar ] && echo yes)"
			continue ;;
		# Findings and differences are what they are for.
		*diff* | *lint*)
			run sh -c "${line%%#*}"
			is "$line" yes "$([ "$status" -le 1 ] && echo yes)"
			continue ;;
		esac
		run sh -c "${line%%#*}"
		expect "$line" 0
	done <"$tmp/examples"
	is "$command's help fits a terminal" "" "$(awk 'length > 100' "$tmp/examples")"
done
is "what they write is there" yes "$([ -s out/board.iommu.dtb ] && [ -s lint.sarif ] && echo yes)"
finish
