#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What an IOMMU waits for, under a kernel's configuration. The states are those
# of the contract; that Debian's 6.12 never brings up the SMMU of sa8775p-ride's
# GPU is what its configuration says: SA_GPUCC_8775P is not set.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs dtc
needs jq
cache=${IOMMUPLAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/iommuplan}

cat >"$tmp/board.dts" <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	compatible = "vendor,board";
	interrupt-parent = <&gic>;
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { compatible = "arm,cortex-a53"; device_type = "cpu"; reg = <0>; }; };
	gic: interrupt-controller { compatible = "arm,gic-400"; interrupt-controller;
		#interrupt-cells = <1>; };
	gcc: gcc { compatible = "qcom,gcc-sm8250"; #clock-cells = <1>; #power-domain-cells = <1>; };
	gpucc: gpucc { compatible = "qcom,sm8250-gpucc"; #clock-cells = <1>;
		#power-domain-cells = <1>; clocks = <&gcc 1>; };
	other: other { compatible = "vendor,clocks"; #clock-cells = <0>; };
	s: iommu@1000 { compatible = "arm,mmu-500"; reg = <0x1000 0x1000>; #iommu-cells = <1>;
		#global-interrupts = <1>; interrupts = <0 1 2>;
		clocks = <&gpucc 0>, <&gcc 0>; power-domains = <&gpucc 0>; };
	dma { compatible = "vendor,dma"; iommus = <&s 1>; };
};
DTS
sed 's/<&gpucc 0>, <&gcc 0>/<\&other>/; s/power-domains = <&gpucc 0>;//' "$tmp/board.dts" >"$tmp/other.dts"
sed 's/clocks = <&gpucc 0>, <&gcc 0>; //' "$tmp/board.dts" >"$tmp/domain.dts"

# config gcc gpucc: a whole configuration; "-" leaves the line out
config()
{
	echo '# Linux/arm64 6.12.0 Kernel Configuration'
	printf 'CONFIG_%s=y\n' ARM64 ARM_GIC ARM_SMMU COMMON_CLK
	[ "$1" = - ] || echo "CONFIG_SM_GCC_8250=$1"
	[ "$2" = - ] || echo "CONFIG_SM_GPUCC_8250=$2"
}

# plan TREE CONFIG: state, confidence of the group or reason of the master, suppliers
plan()
{
	"$plan_bin" plan -k 6.12 ${2:+--kernel-config "$2"} -f json "$1" 2>"$tmp/err" | jq -r '
		[.iommus[0].state, .iommus[0].confidence,
		 ((.groups[0].confidence // .unprotected[0].reason) | tostring),
		 (.iommus[0].suppliers | map(select(.property != "interrupts")) |
		  map("\(.path) \(.property) \(.kconfig) \(.state)") | join(", "))] | join(" ")'
}
plan_bin=${IOMMUPLAN:-build/iommuplan}

both()
{
	echo "/gpucc power-domains CONFIG_SM_GPUCC_8250 $1, /gpucc clocks CONFIG_SM_GPUCC_8250 $1, /gcc clocks CONFIG_SM_GCC_8250 $2"
}

is "without a configuration all are built" "active certain certain $(both ready ready)" \
	"$(plan "$tmp/board.dts" '')"
config y y >"$tmp/yy"
is "built in" "active certain certain $(both ready ready)" "$(plan "$tmp/board.dts" "$tmp/yy")"
config y m >"$tmp/ym"
is "a module" "active if-driver-binds if-driver-binds $(both module ready)" \
	"$(plan "$tmp/board.dts" "$tmp/ym")"
# qualcomm-linux/meta-qcom 2286: a module that comes after the timeout is no help
is "one that comes too late" 1 "$("$plan_bin" plan -k 6.12 --kernel-config "$tmp/ym" -f json "$tmp/board.dts" \
	2>"$tmp/err" | grep -c 'SM_GPUCC_8250; if it is loaded only after deferred_probe_timeout')"
# The same in lint, once for an IOMMU and what it waits for.
is "a note" "note /iommu@1000 power-domains" "$("$plan_bin" lint -k 6.12 --kernel-config "$tmp/ym" -f json \
	"$tmp/board.dts" 2>"$tmp/err" | jq -r 'select(.rule == "iommu-supplier-module") |
		"\(.severity) \(.node) \(.property)"')"
is "and none where it is built in" "" "$("$plan_bin" lint -k 6.12 --kernel-config "$tmp/yy" -f json \
	"$tmp/board.dts" 2>"$tmp/err" | grep supplier-module)"
# A PHY that is a module takes clocks of the controller that takes its own: fw_devlink
# breaks the cycle, and the controller does not wait.
sed 's/compatible = "qcom,gcc-sm8250";/& clocks = <\&phy>;/;
	s/^	other:/	phy: phy { compatible = "qcom,sm8250-qmp-gen3x1-pcie-phy"; #clock-cells = <0>; CLOCKS };\n&/' \
	"$tmp/board.dts" >"$tmp/cycle.in"
sed 's/CLOCKS/clocks = <\&gcc 3>;/' "$tmp/cycle.in" >"$tmp/cycle.dts"
sed 's/CLOCKS//' "$tmp/cycle.in" >"$tmp/chain.dts"
{ cat "$tmp/yy"; echo CONFIG_PHY_QCOM_QMP_PCIE=m; } >"$tmp/yphy"
is "a cycle" "active certain certain $(both ready ready)" "$(plan "$tmp/cycle.dts" "$tmp/yphy")"
is "and none" "active if-driver-binds if-driver-binds $(both module module)" \
	"$(plan "$tmp/chain.dts" "$tmp/yphy")"
config m y >"$tmp/my"
is "one that waits for a module is one" "active if-driver-binds if-driver-binds $(both module module)" \
	"$(plan "$tmp/board.dts" "$tmp/my")"
config y - >"$tmp/y-"
is "not built" "deferred certain iommu-deferred $(both not-built ready)" \
	"$(plan "$tmp/board.dts" "$tmp/y-")"
is "not built, a power domain alone" "deferred certain iommu-deferred /gpucc power-domains CONFIG_SM_GPUCC_8250 not-built" \
	"$(plan "$tmp/domain.dts" "$tmp/y-")"
is "of a driver nobody knows, nobody knows" "active unknown unknown /other clocks null unknown" \
	"$(plan "$tmp/other.dts" "$tmp/yy")"
is "but all are built without a configuration" "active certain certain /other clocks null ready" \
	"$(plan "$tmp/other.dts" '')"
printf 'CONFIG_%s=y\n' ARM64 ARM_GIC ARM_SMMU SM_GCC_8250 >"$tmp/fragment"
is "a fragment that does not name it" "active unknown unknown $(both unknown ready)" \
	"$(plan "$tmp/board.dts" "$tmp/fragment")"

is "nor what becomes of DMA" '["unknown"]' "$("$plan_bin" plan -k 6.12 --kernel-config "$tmp/fragment" \
	-f json "$tmp/board.dts" 2>"$tmp/err" | jq -c '[.devices[].effect] | unique')"
is "as what it waits for may never come" \
	'["what happens to its DMA is not known: it is not known whether the suppliers of its IOMMU become available"]' \
	"$("$plan_bin" plan -k 6.12 --kernel-config "$tmp/fragment" -f json "$tmp/board.dts" 2>"$tmp/err" |
	jq -c '[.devices[].effect_because[0]] | unique')"
# Linux 6.1 has no driver of this clock controller, 6.12 has one; 6.7 was not read.
printf '%s\n' '/dts-v1/; / { #address-cells = <1>; #size-cells = <1>; interrupt-parent = <&gic>;' \
	'gic: interrupt-controller { interrupt-controller; #interrupt-cells = <1>; };' \
	'cru: clock-controller@0 { compatible = "rockchip,rk3588-cru"; reg = <0 1>; #clock-cells = <0>; };' \
	's: iommu@10 { compatible = "rockchip,rk3568-iommu"; reg = <16 16>; interrupts = <1>;' \
	'clocks = <&cru>, <&cru>; clock-names = "aclk", "iface"; #iommu-cells = <0>; };' \
	'm@100 { compatible = "vendor,m"; reg = <256 1>; iommus = <&s>; }; };' >"$tmp/between.dts"
for k in 6.1 6.7 6.12; do
	"$plan_bin" plan -k $k -f json "$tmp/between.dts" 2>"$tmp/err"
done | jq -r '[.iommus[0].state, .iommus[0].confidence, (.devices + .unprotected)[0].effect] | join(" ")' |
	tr '\n' ' ' >"$tmp/between"
is "between two versions that were read" "deferred certain firmware active unknown unknown active certain translated " \
	"$(cat "$tmp/between")"

"$plan_bin" plan -k 6.7 "$tmp/between.dts" >"$tmp/text" 2>"$tmp/err"
is "the text says why, once" 1 "$(grep -c '^  1 master whose DMA cannot be predicted: ' "$tmp/text")"
is "and which driver it is" 1 "$(grep -c '^    /clock-controller@0 .*may have no driver in this kernel' "$tmp/text")"
is "no fact that has nothing to do with it" 0 "$("$plan_bin" plan -k 6.7 -f json "$tmp/between.dts" 2>"$tmp/err" |
	grep -cE 'isolated-msi|linked-properties|msi-parent|key ')"
# sun50i: page tables of 6.2 can be anywhere, those of 6.12 cannot; nothing else matters.
sed 's/rockchip,rk3568-iommu/allwinner,sun50i-h6-iommu/; s/#iommu-cells = <0>/#iommu-cells = <1>; resets = <\&rst>/;
	s/<&s>/<\&s 1>/; s/rk3588-cru";/rk3399-cru";/; s/cru: /rst: rst@5 { compatible = "snps,dw-low-reset"; reg = <5 1>; #reset-cells = <0>; }; cru: /' \
	"$tmp/between.dts" >"$tmp/tables.dts"
"$plan_bin" plan -k 6.3 "$tmp/tables.dts" >"$tmp/text" 2>"$tmp/err"
is "one fact, and no other" "key page-tables-anywhere" "$(sed -n 's/.*source of this version is not known: \(.*\), in Linux.*/\1/p' "$tmp/text")"

is "lint says so" 1 "$("$plan_bin" lint -k 6.12 --kernel-config "$tmp/y-" "$tmp/domain.dts" 2>"$tmp/err" |
	grep -c 'no driver in this kernel (CONFIG_SM_GPUCC_8250): probing is deferred')"
is "of a module only that it is one" 1 "$("$plan_bin" lint -k 6.12 --kernel-config "$tmp/ym" --notes \
	"$tmp/board.dts" 2>"$tmp/err" | grep -c iommu-supplier)"
is "the text says why" 1 "$("$plan_bin" plan -k 6.12 --kernel-config "$tmp/y-" "$tmp/board.dts" \
	2>"$tmp/err" | grep -c 'deferred  supplier-never-comes')"

# The image's modules: an alias for each compatible, a line for each file.
mkdir "$tmp/image" "$tmp/bare"
cat >"$tmp/image/modules.alias" <<'ALIAS'
# Aliases extracted from modules themselves.
alias of:N*T*Cqcom,sm8250-gpuccC* gpucc_sm8250
alias of:N*T*Cqcom,sm8250-gpucc gpucc_sm8250
alias of:N*T*Carm,mmu-500 arm_smmu
alias pci:v*d*sv*sd*bc01sc06i01* ahci
alias of:N
alias of:N*T*C
ALIAS
printf 'kernel/drivers/clk/qcom/gpucc-sm8250.ko.xz:\nkernel/drivers/iommu/arm/arm-smmu/arm_smmu.ko: x\n' \
	>"$tmp/image/modules.dep"
printf 'alias of:N*T*Cvendor,thing thing\n' >"$tmp/bare/modules.alias"
: >"$tmp/bare/modules.dep"
modules()
{
	"$plan_bin" plan -k 6.12 ${2:+--kernel-config "$2"} --modules "$tmp/$1" -f json "$tmp/board.dts" \
		2>"$tmp/err" | jq -r '.iommus[0] | [.state, .confidence, .reason // "-",
		(.suppliers | map(select(.property == "power-domains") | .state)[])] | join(" ")'
}
is "the image has its module" "active if-driver-binds - module" "$(modules image "$tmp/ym")"
is "the image lacks its module" "deferred certain supplier-never-comes not-built" "$(modules bare "$tmp/ym")"
is "what is built in needs no module" "active certain - ready" "$(modules bare "$tmp/yy")"
is "modules without a configuration" "active if-driver-binds - module" "$(modules image '')"
is "none, without a configuration" "active certain - ready" "$(modules bare '')"
sed 's/^CONFIG_ARM_SMMU=y/CONFIG_ARM_SMMU=m/' "$tmp/yy" >"$tmp/smmu-m"
is "the IOMMU's own module is not there" "no-driver certain driver-not-built ready" \
	"$(modules bare "$tmp/smmu-m")"
is "the IOMMU's own module is there" "active if-driver-binds - ready" \
	"$(modules image "$tmp/smmu-m")"
iommuplan plan -k 6.12 --modules "$tmp" "$tmp/board.dts"
expect "a directory without modules.alias" 4 'modules.alias'

# A driver that only the user's own file knows; it takes the place of ours.
mkdir "$tmp/own"
cat >"$tmp/own/suppliers.yaml" <<'YAML'
driver: suppliers
title: "A vendor's"
arch: [arm, arm64]
tables:
  supplier:
    - {compatible: "vendor,clocks", name: "CONFIG_COMMON_CLK_VENDOR", numbers: [2], since: "4.19", from: of_device_id}
YAML
own()
{
	"$plan_bin" plan -k 6.12 --kernel-config "$1" --schema-dir "$tmp/own" -f json "$tmp/other.dts" \
		2>"$tmp/err" | jq -r '.iommus[0] | .state + " " +
		(.suppliers[] | select(.property == "clocks") | "\(.kconfig) \(.state)")'
}
is "a driver that --schema-dir knows, not built" "deferred CONFIG_COMMON_CLK_VENDOR not-built" \
	"$(own "$tmp/yy")"
{ cat "$tmp/yy"; echo CONFIG_COMMON_CLK_VENDOR=m; } >"$tmp/own.config"
is "the same as a module" "active CONFIG_COMMON_CLK_VENDOR module" "$(own "$tmp/own.config")"

# fw_devlink follows msi-parent since 6.12, as 6.1's of_supplier_bindings[] does not.
sed 's/clocks = <&gpucc 0>, <&gcc 0>; power-domains = <&gpucc 0>;/msi-parent = <\&gpucc>;/' \
	"$tmp/board.dts" >"$tmp/msi.dts"
for k in 6.1 6.12 7.3; do
	"$plan_bin" plan -k $k --kernel-config "$tmp/ym" -f json "$tmp/msi.dts" 2>"$tmp/err" |
		jq -r '.iommus[0] | .confidence + " " +
			(.suppliers[] | select(.property == "msi-parent") | .state)'
done >"$tmp/out"
is "msi-parent of a module" "certain module
if-driver-binds module
if-driver-binds module" "$(cat "$tmp/out")"

tree=$cache/dtbs/6.12-arm64/qcom/sa8775p-ride.dtb
if [ -e "$tree" ] && [ -e "$cache/config/6.12-arm64" ]; then
	smmus=$("$plan_bin" plan -k 6.12 --kernel-config "$cache/config/6.12-arm64" -f json "$tree" |
		jq -r '.iommus[] | .path + " " + .state' | sed 's,/soc@0/,,' | paste -sd' ')
	is "sa8775p-ride under Debian's 6.12" \
		"iommu@3da0000 deferred iommu@15000000 active iommu@15200000 active" "$smmus"
	smmus=$("$plan_bin" plan -k 6.12 -f json "$tree" | jq -r '.iommus[].state' | sort -u)
	is "sa8775p-ride without a configuration" active "$smmus"
else
	skip "sa8775p-ride" "no trees or configuration of Debian's 6.12: tests/fetch/debian.sh"
fi
finish
