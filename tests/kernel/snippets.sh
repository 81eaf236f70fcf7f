#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Rules that speak of kernel failure, held against the kernel: the bad snippets
# of their pages are booted, and what becomes of each master has to be what the
# plan says that the rule read. Part of "make kernel-check".
#
#	tests/kernel/snippets.sh [-k RELEASE]... [RULE]...
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

cd "$top"
kernels=
while [ "${1:-}" = -k ]; do
	kernels="$kernels -k $2"
	shift 2
done
[ $# -gt 0 ] || set -- iommus-bad-phandle iommus-short-specifier \
	iommus-no-entry iommus-not-an-iommu iommus-refused \
	iommus-other-instance iommus-repeated-entry stream-duplicate \
	stream-overlap stream-order stream-shared context-banks-short \
	iommu-disabled iommu-no-driver iommu-no-device iommu-drivers-clash \
	iommu-global-interrupts iommu-context-interrupts \
	iommu-cells iommu-cells-missing iommu-cells-misfit \
	twin-without-iommus group-not-isolated

mkdir "$tmp/trees"
for rule; do
	awk '/^```dts bad/ { on = !done; done = 1; next }
		/^```$/ { on = 0 }
		on' "schemas/rules/$rule.md" >"$tmp/bad.dts"
	cat tests/lint/board.dtsi "$tmp/bad.dts" >"$tmp/$rule.dts"
	dtc -q -@ -f -I dts -O dtb -o "$tmp/trees/$rule.dtb" "$tmp/$rule.dts"
done
# shellcheck disable=SC2086 # several options
run tests/kernel/boards.py $kernels --tool "$plan_bin" "$tmp/trees"
case $status in
77) skip "bad snippets" "$(tail -n 1 "$tmp/out")" ;;
*) expect "bad snippets do what their rules say" 0 ;;
esac
cat "$tmp/out"
finish
