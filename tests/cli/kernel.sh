#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What describes the kernel: --kernel-config, --schema-dir, --arch, --bootargs.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc

board juno-r2
cd "$tmp"

# domain ARGS...: the default domain of the first group
domain()
{
	iommuplan plan -q -k 6.12 -f json "$@" juno-r2.dtb
	[ "$status" = 0 ] || echo "status $status"
	sed -n 's/.*"groups":\[{[^]]*\][^]]*\],"domain":"\([^"]*\)".*/\1/p' out
}
config()
{
	printf '%s\n' "# Linux/arm64 6.12.5 Kernel Configuration" \
		CONFIG_ARM64=y CONFIG_ARM_SMMU=y "$@" >config
}
is "no configuration" DMA "$(domain)"
config CONFIG_IOMMU_DEFAULT_PASSTHROUGH=y
is "passthrough by default" identity "$(domain --kernel-config config)"
config CONFIG_IOMMU_DEFAULT_DMA_LAZY=y
is "lazy by default" DMA-FQ "$(domain --kernel-config config)"
is "the command line goes first" identity \
	"$(domain --kernel-config config --bootargs iommu.passthrough=1)"
gzip -k config
is "gzipped" DMA-FQ "$(domain --kernel-config config.gz)"
status=0
"$plan_bin" plan -q -k 6.12 -f json --kernel-config - juno-r2.dtb \
	<config.gz >out 2>err || status=$?
expect "gzipped, on standard input" 0 '"domain":"DMA-FQ"' out
tr '\n' '#' <config | sed 's/#CONFIG/\r\nCONFIG/g' | tr '#' '\n' >config.dos
is "with carriage returns" DMA-FQ "$(domain --kernel-config config.dos)"

config '# CONFIG_ARM_SMMU is not set'
sed -i '/CONFIG_ARM_SMMU=y/d' config
iommuplan plan -q -f json -k 6.12 --kernel-config config juno-r2.dtb
expect "a driver that is not set" 0 '"reason":"driver-not-built"' out
config
sed -i /CONFIG_ARM_SMMU/d config
iommuplan plan -q -f json -k 6.12 --kernel-config config juno-r2.dtb
expect "a driver that is not mentioned" 0 '"reason":"driver-not-built"' out

config
iommuplan plan -k 6.1 --kernel-config config juno-r2.dtb
expect "of another version: a remark" 0 'config: a configuration of Linux 6.12.5, but the prediction is for 6.1'
iommuplan plan -q -k 6.1 --kernel-config config juno-r2.dtb
is "which -q leaves out" 0 "$(wc -c <err)"
config 'CONFIG_CMDLINE="iommu.passthrough=1"'
is "CONFIG_CMDLINE, where the tree has none" identity "$(domain --kernel-config config)"
is "--bootargs instead of it" DMA \
	"$(domain --kernel-config config --bootargs iommu.passthrough=0)"
sed 's,bootargs = "[^"]*";,,; s,chosen {,chosen { bootargs = "iommu.strict=0";,' \
	"$top/examples/boards/juno-r2.dts" >args.dts
grep -q 'bootargs' args.dts || printf '/ { chosen { bootargs = "iommu.strict=0"; }; };\n' >>args.dts
dtc -q -O dtb -o juno-r2.dtb args.dts
is "the tree's bootargs go first" DMA-FQ "$(domain --kernel-config config)"
config 'CONFIG_CMDLINE="iommu.passthrough=1"' CONFIG_CMDLINE_FORCE=y
is "unless CONFIG_CMDLINE_FORCE" identity "$(domain --kernel-config config)"
config 'CONFIG_CMDLINE="a=\"b c\" iommu.passthrough=1"' CONFIG_CMDLINE_EXTEND=y
is "or are followed with CONFIG_CMDLINE_EXTEND" identity "$(domain --kernel-config config)"

# What only lists a part: what it does not name is unknown.
printf 'CONFIG_ARM64=y\nCONFIG_ARM_SMMU_V3=y\n' >fragment
iommuplan plan -f json -k 6.12 --kernel-config fragment juno-r2.dtb
expect "a fragment: a remark" 0 'fragment: an incomplete configuration'
is "said once" 1 "$(grep -c 'an incomplete configuration' err)"
expect "a driver it does not name" 0 '"state":"active".*"confidence":"unknown"' out
echo '# CONFIG_ARM_SMMU is not set' >>fragment
iommuplan plan -q -f json -k 6.12 --kernel-config fragment juno-r2.dtb
expect "a driver it names" 0 '"reason":"driver-not-built"' out
iommuplan plan --page-size 8k juno-r2.dtb
expect "a page size there is not" 2 'is not one of 4k, 16k, 64k'

# bad NAME STATUS PATTERN FILE
bad()
{
	iommuplan plan --kernel-config "$4" juno-r2.dtb
	expect "$1" "$2" "$3"
	is "$1: nothing is planned" 0 "$(wc -c <out)"
}
bad "a configuration that is not there" 4 'absent: No such file' absent
bad "a file that is none" 2 'juno-r2.dtb: no kernel configuration' juno-r2.dtb
: >empty
bad "an empty one" 2 'empty: empty' empty
bad "a directory" 4 'Is a directory' "$tmp"
printf '%s\n' '# Linux/x86 6.12.5 Kernel Configuration' CONFIG_X86_64=y >x86
bad "of a machine without device trees" 2 'x86: neither CONFIG_ARM64 nor' x86
head -c 60 config.gz >cut.gz
bad "a gzipped one cut short" 2 'cut.gz: .*compressed data is damaged' cut.gz
iommuplan plan --arch arm --kernel-config config juno-r2.dtb
expect "--arch against the configuration" 2 'config: a configuration for a different'

iommuplan plan --schema-dir absent juno-r2.dtb
expect "facts that are not there" 4 'absent: '
mkdir facts
iommuplan plan --schema-dir facts juno-r2.dtb
expect "a directory without facts" 2 'facts: '
printf 'driver: arm-smmu\nnonsense: [\n' >facts/arm-smmu.yaml
iommuplan plan --schema-dir facts juno-r2.dtb
expect "facts that say nothing" 2 'facts/arm-smmu.yaml:[0-9]+:[0-9]+: '
iommuplan plan -f json juno-r2.dtb
cp out wanted
iommuplan plan -f json --schema-dir "$top/schemas" juno-r2.dtb
same "the facts that are compiled in" wanted out

iommuplan plan --arch arm -f json juno-r2.dtb
expect "--arch" 0
if cmp -s wanted out; then
	not_ok "--arch changes the plan" "it does not"
else
	ok "--arch changes the plan"
fi

# Ranges: every step is a version at which a plan by itself changes as well.
groups()
{
	"$plan_bin" plan -f json -k "$1" juno-r2.dtb |
		sed 's/"kernel":"[^"]*"//; s/"changes":.*//; s/"because":\[[^]]*\]//g'
}
board sdm845-db845c
iommuplan plan -f json -k 4.20..7.2 sdm845-db845c.dtb juno-r2.dtb
expect "a range" 0 '"kernel":"7.2"' out
if have python3; then
	cp out range.json
	python3 - range.json >steps <<'PY'
import json, sys
for line in open(sys.argv[1]):
    plan = json.loads(line)
    for step in plan["changes"]:
        print(plan["file"], step["at"], len(step["changes"]) > 0,
              len(step["causes"]) > 0)
PY
	is "steps without changes or causes" 0 "$(grep -c False steps || true)"
	[ -s steps ] || not_ok "there are steps" none
	grep juno steps | cut -d ' ' -f 2 >versions
	while read -r version; do
		groups "$version" >after
		before=${version%.*}.$((${version##*.} - 1))
		[ "${version##*.}" != 0 ] || continue
		groups "$before" >old
		if cmp -s old after; then
			not_ok "step at $version" "$before plans the same"
		else
			ok "step at $version"
		fi
	done <versions
else
	skip "steps of a range" "no python3"
fi
iommuplan plan -f json -k 6.12..6.12 juno-r2.dtb
expect "a range of one version" 0 '"changes":\[\]' out
iommuplan plan -f json -k 6.12 juno-r2.dtb
expect "one version: no changes" 0 '"changes":null' out

# --fail-on
cat >lost.dts <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	smmu: iommu@1000 {
		compatible = "arm,smmu-v3";
		reg = <0x1000 0x1000>;
		#iommu-cells = <1>;
	};
	dma@2000 {
		compatible = "test,dma";
		reg = <0x2000 0x1000>;
		iommus = <&smmu 1>;
	};
};
DTS
iommuplan plan --fail-on note lost.dts
expect "--fail-on: nothing to find" 0
sed 's/#iommu-cells = <1>;/& status = "disabled";/' lost.dts >off.dts
iommuplan plan --fail-on error off.dts
expect "--fail-on error: unprotected on purpose" 0
iommuplan plan --fail-on warning off.dts
expect "--fail-on warning: unprotected" 1
iommuplan plan off.dts
expect "no --fail-on" 0
sed 's/iommus = <&smmu 1>/iommus = <0x77 1>/' lost.dts >dangling.dts
iommuplan plan --fail-on error dangling.dts lost.dts
expect "--fail-on error: a dangling phandle" 1
iommuplan plan --fail-on error dangling.dts absent
expect "the highest status counts" 4

# Between two kernels that were read: the addresses alone.
mkdir gap
sed '/^  domain-base:/,/from:/s/until: "6.10"/until: {yes: "6.8", no: "6.10"}/' \
	"$top/schemas/linux.yaml" >gap/linux.yaml
iommuplan plan -q -f json -k 6.9 --schema-dir gap juno-r2.dtb
is "addresses on which two kernels differ" 1 \
	"$(grep -c '"first":"0x80000000","last":"0x[0-9a-f]*","limit":"unknown"' out)"
is "and no group for that" "" "$(grep -o '"confidence":"unknown"' out | head -n 1)"
iommuplan plan -q --because -k 6.9 --schema-dir gap juno-r2.dtb
expect "with the reason" 0 'its IOVAs are not known: 0x80000000' out
iommuplan plan -q -f json -k 6.8 --schema-dir gap juno-r2.dtb
is "not where one was read" "" "$(grep -o '"limit":"unknown"' out | head -n 1)"

# A kernel that binds MediaTek's larbs before it registers the M4U: a fact says so.
printf '%s\n' '/dts-v1/; / { #address-cells = <1>; #size-cells = <1>;' \
	'larb: larb@2000 { compatible = "mediatek,mt8173-smi-larb"; reg = <0x2000 0x100>; };' \
	'm4u: iommu@1000 { compatible = "mediatek,mt8173-m4u"; reg = <0x1000 0x100>;' \
	'	#iommu-cells = <1>; mediatek,larbs = <&larb>; };' \
	'codec@3000 { compatible = "v,codec"; reg = <0x3000 0x100>; iommus = <&m4u 1>; }; };' >m4u.dts
iommuplan plan -q -k 7.3 m4u.dts
expect "larbs that are bound late" 0 '1 IOMMU can crash this kernel' out
mkdir larbs
sed '/^  larbs-bound-late:/,/from:/s/value: true/value: false/' \
	"$top/schemas/drivers/mtk_iommu.yaml" >larbs/mtk_iommu.yaml
iommuplan plan -q -k 7.3 --schema-dir larbs m4u.dts
is "and before" 0 "$(grep -c 'can crash this kernel' out || true)"

# A series of which only the first release was read: all the rest is unknown.
cat >gap/arm-smmu.yaml <<-'EOF'
	driver: arm-smmu
	title: "toy"
	arch: [arm64]
	compatibles:
	  - {name: "arm,mmu-401", when: [{since: {no: "6.9.0"}, until: "6.10"}, ">=6.11"], from: toy_of_match}
	facts:
	  group-rule: [{value: device, since: "4.19", from: toy}]
	  dma: [{value: true, since: "4.19", from: toy}]
EOF
known()
{
	"$plan_bin" plan -q -f json -k "$1" --schema-dir gap juno-r2.dtb 2>/dev/null |
		grep -o '"driver":"arm-smmu"[^}]*"confidence":"[a-z]*"' | head -n 1 |
		sed 's/.*"state":"\([a-z-]*\)".*"confidence":"\([a-z]*\)"/\1 \2/'
}
is "the release that was read" "no-driver certain" "$(known 6.9.0)"
is "one behind it" "no-driver unknown" "$(known 6.9.3)"
is "the next series" "no-driver certain" "$(known 6.10)"
is "where it holds" "active certain" "$(known 6.11)"
iommuplan plan -q --because -k 6.9.3 --schema-dir gap juno-r2.dtb
expect "and says so" 0 'not in Linux 6.9.0, which was the last of its series that was read' out

# SMMUv3 takes pages of the kernel's size; the first of them is not given out.
board fvp-base-revc
for size in 4k:0x1000 16k:0x4000 64k:0x10000; do
	iommuplan plan -q -f json -k 7.2 --page-size "${size%:*}" fvp-base-revc.dtb
	is "the first address with pages of ${size%:*}" "\"iova\":{\"first\":\"${size#*:}\"" \
		"$(grep -o '"iova":{"first":"[0-9a-fx]*"' out | head -n 1)"
done

finish
