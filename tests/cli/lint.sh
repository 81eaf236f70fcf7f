#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# lint on the command line: severities and exit status, what -W does, kernels
# a finding holds for, the contract's JSON, and explain.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs dtc
cd "$tmp"

# tree NAME SNIPPET: behind the board of the rules' pages
tree()
{
	{ cat "$top/tests/lint/board.dtsi"; echo "$2"; } >"$1.dts"
	dtc -q -@ -f -I dts -O dtb -o "$1.dtb" "$1.dts"
}

tree good '/ { dma@100000 { compatible = "v,d"; reg = <0x100000 1>; iommus = <&smmu 1>; }; };'
tree error '/ { dma@100000 { compatible = "v,d"; reg = <0x100000 1>; iommus = <0xdead 1>; }; };'
tree warning '/ { dma@100000 { compatible = "v,d"; reg = <0x100000 1>;
	iommus = <&smmu 1>, <&smmu 1>; }; };'
tree note '&pcie { status = "okay"; /delete-property/ iommu-map; };'
tree ends '&smmu3 { #iommu-cells = <2>; };
	/ { dma@100000 { compatible = "v,d"; reg = <0x100000 1>; iommus = <&smmu3 1 2>; }; };'

iommuplan lint good.dtb
expect "a sound tree" 0
is "has no findings" "no findings in 1 tree" "$(cat out err)"
iommuplan lint -q good.dtb
is "and with -q not a word" "" "$(cat out err)"
iommuplan lint error.dtb
expect "an error fails" 1 '^error.dtb: /dma@100000:iommus: error: .* \[iommus-bad-phandle\]$' out
iommuplan lint warning.dtb
expect "a warning does not" 0 ': warning: .* \[iommus-repeated-entry\]$' out
iommuplan lint --fail-on warning warning.dtb
expect "unless --fail-on says so" 1
iommuplan lint --notes --fail-on warning note.dtb
expect "a note does not fail on warning" 0 '/pcie@40000000: note: ' out
iommuplan lint --fail-on note note.dtb
expect "a note fails on note, and is shown" 1 '/pcie@40000000: note: ' out
iommuplan lint note.dtb
expect "notes are counted" 0 '^1 note in 1 tree; --notes shows the notes$' out
is "and not shown" 1 "$(wc -l <out)"
iommuplan lint -f json note.dtb
expect "but in other formats" 0 '"severity":"note"' out
iommuplan lint warning.dtb error.dtb good.dtb
expect "the worst of several files counts" 1
is "the last line is the sum" "1 error, 1 warning in 3 trees" "$(tail -n 1 out)"
iommuplan lint -j 3 warning.dtb error.dtb good.dtb
is "side by side too" "1 error, 1 warning in 3 trees" "$(tail -n 1 out)"
is "and all are linted" "error.dtb warning.dtb" "$(grep : out | sed 's/:.*//' | sort -u | tr '\n' ' ' | sed 's/ $//')"

iommuplan lint -W no-iommus-bad-phandle error.dtb
expect "-W no-RULE" 0
is "suppresses it" "no findings in 1 tree" "$(cat out)"
iommuplan lint -W error=iommus-repeated-entry warning.dtb
expect "-W error=RULE" 1 ': error: ' out
iommuplan lint --notes -W note=iommus-bad-phandle error.dtb
expect "-W note=RULE" 0 ': note: ' out
iommuplan lint -W pci-host-without-iommu-map note.dtb
expect "-W RULE makes a warning of a note" 0 ': warning: ' out
iommuplan lint -W iommus-bad-phandle error.dtb
expect "-W RULE leaves an error" 1 ': error: ' out
iommuplan lint -W no-all -W warning=iommus-bad-phandle error.dtb
expect "the later -W counts" 0 ': warning: ' out
iommuplan lint -W no-such-rule error.dtb
expect "an unknown rule" 2 "'no-such-rule' is not a rule"
iommuplan lint --consumer qnx error.dtb
expect "an unknown consumer" 2 'is not a list of u-boot'
iommuplan lint -f xml error.dtb
expect "an unknown format" 2 "'xml' is not one of text, json"

iommuplan lint -k 6.1..7.2 ends.dtb
expect "a range tells the kernels of each finding" 1 \
	'#iommu-cells: (error|warning): .*\[iommu-cells\] \(Linux >=6.10\)$' out
expect "and those of another" 1 '\[iommu-cells\] \(Linux >=6.1 <6.10\)$' out
iommuplan lint -k 6.1..7.2 error.dtb
expect "what holds for all of them" 1 '\(Linux 6.1..7.2\)$' out
iommuplan lint -k 6.12 -f json ends.dtb
expect "one kernel in JSON" 1 '"kernel":"6.12"' out

iommuplan lint -f json error.dtb
for key in file line column rule severity node property message kernel; do
	expect "JSON has $key" 1 "\"$key\":" out
done
expect "no line is null" 1 '"line":null,"column":null' out
iommuplan lint -j 4 warning.dtb error.dtb note.dtb good.dtb
cp out jobs
iommuplan lint warning.dtb error.dtb note.dtb good.dtb
same "-j changes nothing" jobs out
iommuplan lint -o findings error.dtb
expect "-o" 1 '\[iommus-bad-phandle\]$' findings
head -c 100 good.dtb >cut.dtb
iommuplan lint cut.dtb error.dtb
expect "no tree, and the others all the same" 3 'cut.dtb: '
expect "which are linted" 3 '^error.dtb: ' out

iommuplan explain iommus-bad-phandle
expect "explain prints a page" 0 '^rule iommus-bad-phandle: ' out
iommuplan explain nonsense
expect "explain of no word" 2 "unknown word 'nonsense'"
iommuplan explain iommus-bad-phandel
expect "or one letter wrong" 2 "did you mean 'iommus-bad-phandle'"
iommuplan lint -W iommus-bad-phandel good.dtb
expect "-W too" 2 "did you mean 'iommus-bad-phandle'"
iommuplan explain blocked
is "all meanings of a word" "domain effect difference" "$(sed -n 's/^\([a-z]*\): .*/\1/p' out | tr '\n' ' ' | sed 's/ $//')"
iommuplan explain C_BAD_STREAMID
expect "words of logs" 0 '^in a log: c-bad-streamid' out
iommuplan explain Unhandled context fault
expect "several, without quotes" 0 '^in a log: unhandled-context-fault' out
iommuplan explain unhandled context faults
expect "or none of them" 2 "unknown word 'unhandled'"
iommuplan explain effect:blocked
is "or one" "effect: blocked" "$(head -n 1 out)"
iommuplan explain arm_smmu_device_group
expect "a kernel function" 0 'arm-smmu: group-rule stream-match  since Linux' out
iommuplan lint -q -k 6.12.50 "$top/tests/kernel/cases/smmuv3-alias-twice.dts"
expect "between two kernels that were read" 1 'iommus-refused. .unknown: Linux 6.12' out
is "only what differs" 1 "$(grep -c '(unknown: ' out)"
iommuplan lint -q -k 6.12.50 -f json "$top/tests/kernel/cases/smmuv3-alias-twice.dts"
is "in JSON too" '"confidence":"unknown"' "$(grep '"rule":"iommus-refused"' out | grep -o '"confidence":"unknown"')"
for format in sarif github junit gitlab rdjsonl checkstyle; do
	iommuplan lint -q -k 6.12.50 -f $format "$top/tests/kernel/cases/smmuv3-alias-twice.dts"
	is "and in $format" 1 "$(grep -c '(unknown: Linux 6.12.* were read, and differ in this)' out)"
done
iommuplan help lint
expect "help COMMAND" 0 '^Usage: iommuplan lint' out
# An argument about devices without a group counts those.
for arg in vfio.enable_unsafe_noiommu_mode:0:no vfio_iommu_type1.allow_unsafe_interrupts:7:a; do
	rest=${arg#*:}
	for value in '' =1; do
		iommuplan lint -q --no-config --notes --bootargs "${arg%%:*}$value" "$top/examples/boards/juno-r2.dts"
		is "counted for ${arg%%:*}$value" 1 "$(grep -c "${rest%:*} of 7 masters here have ${rest#*:} group" out)"
	done
done

finish
