#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Pictures of a plan: well-formed, nothing to fetch or run, every master in it
# or counted, the same bytes twice, and several only into a directory.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs python3 dtc
check=$top/tests/cli/pictures.py
for name in juno-r2 rk3588-rock-5b sdm845-db845c imx8qm-mek; do
	board $name
done
python3 "$check" make 60 20 >"$tmp/60.dts"
python3 "$check" make 500 64 >"$tmp/500.dts"
python3 "$check" make 500 1 >"$tmp/alone.dts"
for name in 60 500 alone; do
	dtc -q -O dtb -o "$tmp/$name.dtb" "$tmp/$name.dts"
done
cd "$tmp"

# judge KIND FILE [ARGS...]
judge()
{
	if why=$(python3 "$check" "$@" 2>&1); then
		ok "$*"
	else
		not_ok "$*" "$why"
	fi
}

for name in juno-r2 rk3588-rock-5b sdm845-db845c imx8qm-mek 60 500 alone; do
	"$plan_bin" plan -k 7.3 -f json $name.dtb >plan.json
	for format in svg dot html; do
		iommuplan plan -k 7.3 -f $format $name.dtb
		expect "$name as $format" 0
		cp out first.$format
		iommuplan plan -k 7.3 -f $format $name.dtb
		same "$name as $format, again" first.$format out
		judge $format first.$format plan.json
	done
done
iommuplan plan -f svg 60.dtb
cp out 60.svg
judge rows 60.svg 60 60
iommuplan plan -f svg 500.dtb
cp out 500.svg
judge rows 500.svg 30 60

cat >clock.dts <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>; #size-cells = <1>;
	clock: clock@1 { compatible = "vendor,clock"; reg = <1 1>; #clock-cells = <0>; status = "disabled"; };
	ic: interrupt-controller@2 { compatible = "arm,gic-v3"; reg = <2 1>; interrupt-controller; #interrupt-cells = <3>; };
	iommu@1000 { compatible = "rockchip,iommu"; reg = <0x1000 0x100>; interrupts = <0 1 4>;
		interrupt-parent = <&ic>; clocks = <&clock>; #iommu-cells = <0>; };
};
DTS
iommuplan plan -q -f html clock.dts
expect "what an IOMMU needs" 0 '<code>clocks</code></td><td><code>/clock@1</code></td><td><code></code></td><td[^>]*>disabled' out
sed 's/rockchip,iommu/arm,mmu-500/; s/<0 1 4>/<0 1 4>, <0 2 4>/
	s/#iommu-cells = <0>/#iommu-cells = <1>; #global-interrupts = <1>/' clock.dts >deferred.dts
iommuplan plan -q -k 6.1.100 -f svg deferred.dts
expect "an IOMMU whose probe is deferred is counted" 0 '1 IOMMU: 1 deferred; 0 groups' out
iommuplan plan -f html "$top/examples/boards/juno-r2.dts"
expect "a finding with its line" 0 'juno-r2.dts:[0-9]+:[0-9]+' out
for attack in '"><script>alert(1)</script>' '</style><script>' "' onload='x"; do
	printf '/dts-v1/;\n/ { model = "%s"; compatible = "%s"; };\n' \
		"$(printf %s "$attack" | sed 's/"/\\"/g')" x >evil.dts
	iommuplan plan -f html evil.dts
	expect "hostile: $attack" 0
	is "no element of it" 1 "$(grep -c '<script>' out)"
done

# hardening NAME PATTERN [OPTION...]: of the options that confine DMA, for Juno
hardening()
{
	name=$1
	pattern=$2
	shift 2
	iommuplan plan -q -k 7.3 "$@" -f json juno-r2.dtb
	sed 's/.*"hardening":\[//; s/\],"changes".*//; s/},{/}\n{/g' out >options
	holds "$name" grep -qE "$pattern" options
}

hardening "passthrough, by default" \
	'"iommu.passthrough","value":"off","from":"default","works_out":"6 groups DMA"'
hardening "passthrough, asked for" \
	'"iommu.passthrough","value":"on","from":"command-line","works_out":"6 groups identity"' \
	--bootargs iommu.passthrough=1
echo '# CONFIG_IOMMU_DEFAULT_PASSTHROUGH is not set
CONFIG_IOMMU_DEFAULT_DMA_LAZY=y
# CONFIG_ARM_SMMU_DISABLE_BYPASS_BY_DEFAULT is not set
CONFIG_ARM_SMMU=y' >lazy.config
hardening "lazy, by the configuration" \
	'"iommu.strict","value":"off","from":"configuration".*DMA-FQ' --kernel-config lazy.config
hardening "bypass, by the configuration" \
	'"arm-smmu.disable_bypass","value":"off","from":"configuration".*not translated at 6 IOMMUs' \
	--kernel-config lazy.config
hardening "the command line decides over it" \
	'"arm-smmu.disable_bypass","value":"on","from":"command-line".*blocked at 6 IOMMUs' \
	--kernel-config lazy.config --bootargs arm-smmu.disable_bypass=1
hardening "as a module's parameter without a value" \
	'"arm-smmu.disable_bypass","value":"on","from":"command-line".*blocked at 6 IOMMUs' \
	--kernel-config lazy.config --bootargs arm-smmu.disable_bypass
hardening "but an early one has to have it" '"iommu.passthrough","value":"off","from":"default"' \
	--bootargs iommu.passthrough
hardening "ACS as an option has it" '"pci=config_acs","value":"x11@0000:00:01.0","from":"command-line"' \
	--bootargs pci=noats,config_acs=x11@0000:00:01.0
hardening "interrupts that are not isolated" \
	'"vfio_iommu_type1.allow_unsafe_interrupts","value":"off".*6 groups .*cannot be assigned'
hardening "interrupts that are not isolated, allowed" \
	'"vfio_iommu_type1.allow_unsafe_interrupts","value":"on".*6 groups .*can be assigned' \
	--bootargs vfio_iommu_type1.allow_unsafe_interrupts
iommuplan plan -q -k 6.1 -f json juno-r2.dtb
holds "an option of later kernels only" [ "$(grep -c 'pci=config_acs' out)" = 0 ]

iommuplan plan -f svg juno-r2.dtb 60.dtb
expect "two trees without a directory" 2 "several trees need --output"
iommuplan plan -f svg -o plain.svg juno-r2.dtb 60.dtb
expect "they make one" 0
is "each has a file there" 2 "$(find plain.svg -name "*.svg" -type f | wc -l)"
iommuplan plan -f svg -o 60.svg juno-r2.dtb 60.dtb
expect "but not of a file" 2 "not a directory: 60.svg"
cat 60.dtb juno-r2.dtb >both.dtb
iommuplan plan -f svg -o both.svg both.dtb
expect "two trees in a file" 2 "a second tree"
holds "nothing is written" [ ! -e both.svg ]
mkdir pictures
iommuplan plan -f svg -o pictures both.dtb
expect "into a directory" 0
is "each has a name" 2 "$(find pictures -name '*.svg' | wc -l)"
mkdir trees
cp juno-r2.dtb trees/a.dtb
cp 60.dtb trees/a.svg
iommuplan plan -f svg -o trees trees/a.dtb trees/a.svg
expect "a picture does not replace a tree" 2 "is an input"
if have dot; then
	iommuplan plan -f dot 60.dtb
	run dot -Tsvg -o /dev/null out
	expect "Graphviz takes it" 0
else
	skip "Graphviz takes it" "dot is not installed"
fi
finish
