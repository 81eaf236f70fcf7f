#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# diff: what may be compared with what, which exit status it gives, and what
# becomes of files that only one side has.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

cd "$tmp"
for side in old new; do
	dtc -q -O dtb -o $side.dtb "$top/tests/golden/diff/$side.dts"
done

iommuplan diff -k 7.2 old.dtb old.dtb
expect "a tree and itself" 0 'no difference' out
iommuplan diff -k 7.2 -f json old.dtb old.dtb
is "which is no line of JSON" 0 "$(wc -c <out)"
iommuplan diff -k 7.2 -f markdown old.dtb old.dtb
expect "and a sentence in Markdown" 0 '^no difference$' out
iommuplan diff -k 7.2 old.dtb new.dtb
expect "errors" 1 '^  3 errors, ' out

iommuplan diff -k 7.2 --vendor raspberrypi old.dtb new.dtb
expect "whose kernel it is" 1 'Linux 7.2 of raspberrypi' out

# lists NAME WANTED FILTER [MORE]: what jq finds in the lines of JSON, without repeats
lists()
{
	if have jq; then
		is "$1" "$2" "$(jq -r "$3" out | ${4:-uniq})"
	else
		skip "$1" "jq is not installed"
	fi
}

# fails_on SEVERITY STATUS OLD NEW
fails_on()
{
	iommuplan diff -k 7.2 --fail-on "$1" "$3" "$4"
	expect "--fail-on $1 from $3 to $4" "$2"
}
sed 's/iommus = <&smmu 0x40 0>/iommus = <\&smmu 0x44 0>/' \
	"$top/tests/golden/diff/old.dts" >note.dts
sed 's/iommu.strict=1/iommu.strict=0/' \
	"$top/tests/golden/diff/old.dts" >warning.dts
fails_on error 0 old.dtb note.dts
fails_on warning 0 old.dtb note.dts
fails_on note 1 old.dtb note.dts
fails_on error 0 old.dtb warning.dts
fails_on warning 1 old.dtb warning.dts
fails_on error 1 old.dtb new.dtb
iommuplan diff -k 7.2 old.dtb warning.dts
expect "error is what counts unless told" 0

# Kernels and configurations
iommuplan diff -k 5.10..7.2 -f json --bootargs iommu.strict=0 old.dtb
expect "one tree, two kernels" 0
lists "the range is both kernels" '5.10 7.2' '.old.kernel + " " + .new.kernel'
cp out wanted
iommuplan diff --from-kernel 5.10 --to-kernel 7.2 -f json \
	--bootargs iommu.strict=0 old.dtb
same "the same, told one by one" wanted out
iommuplan diff -k 7.2 --from-kernel 5.10 -f json --bootargs iommu.strict=0 \
	old.dtb
same "the same, one of them for both" wanted out
printf '# Linux/arm64 7.2.0 Kernel Configuration\nCONFIG_ARM64=y\nCONFIG_ARM_SMMU=y\nCONFIG_ROCKCHIP_IOMMU=y\n' >with
printf '# Linux/arm64 7.2.0 Kernel Configuration\nCONFIG_ARM64=y\nCONFIG_ROCKCHIP_IOMMU=y\n' >without
iommuplan diff -k 7.2 --from-config with --to-config without -f json old.dtb
expect "two configurations" 1 '"kind":"unprotected".*/apart1' out
iommuplan diff -k 7.2 --kernel-config with --to-config without -f json old.dtb
expect "one of them for both" 1 '"kind":"unprotected".*/apart1' out

# Policies: what they reach is compared, in the tree as they edit it.
sed '/pcie@/,/};/d; /reg = <0x1000 0x1000>/a stream-match-mask = <0>;' \
	"$top/tests/golden/diff/old.dts" >plain.dts
printf 'version: 1\ndefault: strict\n' >strict.yaml
cat >shared.yaml <<'YAML'
version: 1
default: strict
allow: [tree, cmdline, runtime]
iommus:
  - match: {path: "/iommu@1000"}
    strategy: shared
devices:
  - match: {path: "/loses-iommu@16000"}
    domain: identity
YAML
iommuplan diff -k 7.2 --from-policy strict.yaml --to-policy shared.yaml \
	-f json plain.dts
expect "two policies" 1 '"kind":"untranslated".*"subject":"/loses-iommu@16000"' out
is "one makes a group of several" 1 "$(grep -c '"kind":"merged"' out)"
lists "both are named" "strict.yaml shared.yaml" '.old.policy + " " + .new.policy'
iommuplan diff -k 7.2 -p strict.yaml --to-policy shared.yaml -f json plain.dts
is "one of them for both" 1 "$(grep -c '"kind":"merged"' out)"
iommuplan diff -k 7.2 -p strict.yaml plain.dts plain.dts
expect "the same policy" 0 'no difference' out
printf 'version: 1\ndefault: strict\nallow: []\ndevices:\n%s' \
	'  - {match: {path: "/apart1@10000"}, domain: identity}' >never.yaml
iommuplan diff -k 7.2 --to-policy never.yaml plain.dts
expect "a policy that cannot be met" 0 'the policy cannot be met.*never.yaml'
printf 'version: 1\nwrong: 1\n' >wrong.yaml
iommuplan diff -k 7.2 --to-policy wrong.yaml plain.dts
expect "a wrong policy" 2 'wrong.yaml:2:1'

iommuplan diff old.dtb
expect "one tree and one kernel" 2 'nothing to compare'
iommuplan diff old.dtb new.dtb old.dtb
expect "three trees" 2 'more than two trees'
iommuplan diff -f sarif old.dtb new.dtb
expect "no such format" 2 'must be one of text, json, markdown: sarif'
iommuplan diff --from-kernel 5.10..7.2 old.dtb
expect "a range is no kernel" 2 'is not a kernel version'
iommuplan diff - -
expect "standard input twice" 2 'one tree, not two'
status=0
"$plan_bin" diff -k 7.2 -f json - new.dtb <old.dtb >out 2>err || status=$?
expect "standard input once" 1
iommuplan diff -k 7.2 -f json old.dtb new.dtb
is "gives the same" "$(sed 's/"old":{"file":"-"/"old":{"file":"old.dtb"/' \
	<"$tmp/out" | cksum)" "$(cksum <out)"

# Broken sides
head -c 200 new.dtb >cut.dtb
iommuplan diff old.dtb cut.dtb
expect "a broken new tree" 3 '^iommuplan: cut.dtb: '
iommuplan diff cut.dtb old.dtb
expect "a broken old tree" 3 '^iommuplan: cut.dtb: '
iommuplan diff old.dtb absent
expect "no new tree" 4 '^iommuplan: absent: No such file'
iommuplan diff absent old.dtb
expect "no old tree" 4 '^iommuplan: absent: No such file'

# Directories
mkdir -p a/v b/v a/w
cp old.dtb a/v/board.dtb
cp new.dtb b/v/board.dtb
cp old.dtb a/same.dtb
cp old.dtb b/same.dtb
cp old.dtb a/w/gone.dtb
cp new.dtb b/come.dtb
iommuplan diff -k 7.2 -f json a b
expect "directories" 1
lists "files are pairs by their paths below" \
	"a/v/board.dtb b/v/board.dtb
a/w/gone.dtb 
 b/come.dtb" '.old.file + " " + .new.file'
lists "what only one has is a difference" "tree-added
tree-removed" 'select(.old == null or .new == null) | .kind' sort
cp out wanted
iommuplan diff -k 7.2 -f json -j 3 a/ b/
sed 's|"a//|"a/|; s|"b//|"b/|' out >now
same "jobs and slashes change nothing" wanted now
iommuplan diff -k 7.2 a b
is "files that are the same are not told" "" "$(grep same.dtb out || :)"
iommuplan diff a old.dtb
expect "a directory and a file" 2 'old.dtb: is not a directory'
cp cut.dtb b/v/board.dtb
iommuplan diff -k 7.2 -f json a b
expect "a broken tree among others" 3 'b/v/board.dtb'
is "the others are compared" 2 "$(wc -l <out)"

# Output is whole or not there.
iommuplan diff -k 7.2 -f json -o d.json old.dtb new.dtb
expect "--output" 1
iommuplan diff -k 7.2 -f json old.dtb new.dtb
same "is the same" d.json out
cp d.json wanted
iommuplan diff -k 7.2 -o d.json cut.dtb new.dtb
same "what was there stays when nothing was compared" wanted d.json

# A name that would be markup; dtc would not let it be written.
sed 's/host_x_+/ab|`<b>\n/g' new.dtb >hostile.dtb
iommuplan diff -k 7.2 -f markdown old.dtb hostile.dtb
# shellcheck disable=SC2016 # a literal
expect "markup in a name is text" 1 'ab&#124;&#96;&#60;b&#62;&#92;x0a&#64;14000' out
iommuplan diff -k 7.2 old.dtb hostile.dtb
# shellcheck disable=SC2016
expect "and so it is on a terminal" 1 'ab\|`<b>\\x0a@14000' out

# Blocked without the option, let through with it: group and reason stay.
for args in '' arm-smmu.disable_bypass=0; do
	cat <<DTS | dtc -q -I dts -O dtb -o "e$args.dtb"
/dts-v1/;
/ {
	#address-cells = <1>; #size-cells = <1>; interrupt-parent = <&gic>;
	chosen { bootargs = "$args"; };
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { compatible = "arm,cortex-a53"; device_type = "cpu"; reg = <0>; }; };
	gic: interrupt-controller { compatible = "arm,gic-400"; interrupt-controller;
		#interrupt-cells = <1>; };
	s: iommu@1000 { compatible = "arm,mmu-500"; reg = <0x1000 0x1000>; #iommu-cells = <1>;
		#global-interrupts = <1>; interrupts = <0 1 2>; };
	usb@3000 { compatible = "vendor,usb"; reg = <0x3000 0x1000>; iommus = <&s 1>; };
	dma@2000 { compatible = "vendor,dma"; reg = <0x2000 0x1000>; iommus = <&s 0x18000>; };
};
DTS
done
iommuplan diff -k 6.1 -f json e.dtb earm-smmu.disable_bypass=0.dtb
is "what changes for a device is its effect alone" "note effect /dma@2000" \
	"$(sed -n 's/.*"severity":"\([a-z]*\)","kind":"\(effect\)".*"subject":"\([^"]*\)".*/\1 \2 \3/p' out)"
finish
