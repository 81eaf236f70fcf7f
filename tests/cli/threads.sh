#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What people asked in public, each on a tree of our own reduced to what it was
# about: the answer that their thread came to is what has to be printed.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc
cd "$tmp"

# tree NAME: the rest of the tree is standard input
tree()
{
	{
		echo '/dts-v1/; / { #address-cells = <2>; #size-cells = <2>; interrupt-parent = <&gic>;'
		echo 'cpus { #address-cells = <1>; #size-cells = <0>;'
		echo ' cpu@0 { compatible = "arm,cortex-a53"; device_type = "cpu"; reg = <0>; }; };'
		echo 'gic: interrupt-controller { compatible = "arm,gic-400"; interrupt-controller; #interrupt-cells = <1>; };'
		echo 'clk: clock { compatible = "fixed-clock"; #clock-cells = <0>; clock-frequency = <1>; };'
		echo 'rst: reset { compatible = "vendor,reset"; #reset-cells = <0>; };'
		cat
		echo '};'
	} | dtc -q -I dts -O dtb -o "$1.dtb"
}

# warpme/miniarch issue 8: a TX6s with 4 GiB prints warnings of sun50i-iommu.c
# on 6.2.11 and does not boot.
tree tx6s <<'DTS'
	memory@40000000 { device_type = "memory"; reg = <0 0x40000000 1 0>; };
	de: iommu@30f0000 { compatible = "allwinner,sun50i-h6-iommu"; reg = <0 0x30f0000 0 0x10000>;
		interrupts = <1>; clocks = <&clk>; resets = <&rst>; #iommu-cells = <1>; };
	mixer@1100000 { compatible = "allwinner,sun50i-h6-de3-mixer-0"; reg = <0 0x1100000 0 0x100000>;
		iommus = <&de 0>; };
DTS
iommuplan lint -k 6.2 tx6s.dtb
expect "tables above 4 GiB on 6.2" 0 ': warning: .*up to 0xffffffff.*RAM extends beyond that' out
iommuplan plan -k 6.2 -f json tx6s.dtb
expect "the plan of it promises nothing" 0 '"path":"/mixer@1100000".*"effect":"unknown","effect_because":\["what happens to its DMA is not known: the driver allocates page tables anywhere' out
iommuplan lint -k 6.12 tx6s.dtb
expect "and not on 6.12" 0
is "no finding there" "no findings in 1 tree" "$(cat out)"
echo 'WARNING: CPU: 1 PID: 38 at drivers/iommu/sun50i-iommu.c:540 sun50i_dte_get_page_table+0x27c/0x2c0' >log
iommuplan explain -k 6.2 -b tx6s.dtb --log log
expect "the warning is known" 0 'page tables above 4 GiB' out

# qualcomm/fastrpc issue 353, qualcomm-linux/kernel issues 531 and 561: whose
# stream is it? A context of a remote processor's; storage; nobody's.
# map220v/sm8550-mainline issue 3: BAM and crypto engine share a group.
tree qcom <<'DTS'
	smmu: iommu@15000000 { compatible = "qcom,sa8775p-smmu-500", "qcom,smmu-500", "arm,mmu-500";
		reg = <0 0x15000000 0 0x100000>; #iommu-cells = <2>; #global-interrupts = <1>;
		interrupts = <1 2 3 4 5 6>; };
	firmware { scm { compatible = "qcom,scm"; }; };
	ufs: ufshc@1d84000 { compatible = "qcom,ufshc"; reg = <0 0x1d84000 0 0x3000>; iommus = <&smmu 0x80 0>; };
	bam: dma-controller@1dc4000 { compatible = "qcom,bam-v1.7.4"; reg = <0 0x1dc4000 0 0x28000>;
		iommus = <&smmu 0x480 0>, <&smmu 0x481 0>; };
	crypto@1dfa000 { compatible = "qcom,qce"; reg = <0 0x1dfa000 0 0x6000>;
		iommus = <&smmu 0x480 0>, <&smmu 0x481 0>; };
	fastrpc { compatible = "qcom,fastrpc"; #address-cells = <1>; #size-cells = <0>;
		compute-cb@3 { compatible = "qcom,fastrpc-compute-cb"; reg = <3>; iommus = <&smmu 0x19c3 0>; }; };
DTS
for line in 'iova=0xfd7ff000, fsynr=0x540003, cbfrsynra=0x19c3, cb=10' \
	'iova=0xff8c7c000, fsynr=0x3d0013, cbfrsynra=0x80, cb=5' \
	'iova=0xffeff000, fsynr=0x3d0003, cbfrsynra=0x1004, cb=33'; do
	echo "arm-smmu 15000000.iommu: Unhandled context fault: fsr=0x402, $line"
done >log
iommuplan explain -k 6.18 -b qcom.dtb --log log
expect "contexts, storage and nobody" 0 'stream 0x19c3 of /iommu@15000000: /fastrpc/compute-cb@3' out
expect "storage" 0 'stream 0x80 of /iommu@15000000: /ufshc@1d84000' out
expect "nobody" 0 'stream 0x1004 of /iommu@15000000: no device in this tree' out
iommuplan plan -k 6.6 -f json qcom.dtb
expect "BAM and crypto engine" 0 '"devices":\["/dma-controller@1dc4000","/crypto@1dfa000"\]' out

# Kwiboo/linux-rockchip issue 12, rockchip-linux/kernel issue 102: no stream ID
# in the line, but one master is all that there is.
tree rk <<'DTS'
	vop_mmu: iommu@ff373f00 { compatible = "rockchip,iommu"; reg = <0 0xff373f00 0 0x100>;
		interrupts = <1>; clocks = <&clk>, <&clk>; clock-names = "aclk", "iface"; #iommu-cells = <0>; };
	vop@ff370000 { compatible = "rockchip,rk3328-vop"; reg = <0 0xff370000 0 0x3efc>; iommus = <&vop_mmu>; };
DTS
echo 'rk_iommu ff373f00.iommu: Page fault at 0x00af1000 of type read' >log
iommuplan explain -k 5.10 -b rk.dtb --log log
expect "the IOMMU's one master" 0 '/iommu@ff373f00: /vop@ff370000' out

# commaai/agnos-kernel-sdm845 issue 120: a vendor's lines, the stream in one of
# its own. sonyxperiadev and sm7150-mainline issue 61 print it beside FSR.
tree wifi <<'DTS'
	smmu: iommu@15000000 { compatible = "qcom,sdm845-smmu-500", "arm,mmu-500";
		reg = <0 0x15000000 0 0x80000>; #iommu-cells = <2>; #global-interrupts = <1>;
		interrupts = <1 2 3 4 5 6>; };
	firmware { scm { compatible = "qcom,scm"; }; };
	wifi@18800000 { compatible = "qcom,wcn3990-wifi"; reg = <0 0x18800000 0 0x800000>; iommus = <&smmu 0x40 1>; };
	display@ae00000 { compatible = "vendor,display"; reg = <0 0xae00000 0 0x1000>; iommus = <&smmu 0x800 0x2>; };
DTS
printf '%s\n' '[ 3440.122844] arm-smmu 15000000.apps-smmu: Unhandled context fault: iova=0xa09d70c8, fsr=0x40000402, fsynr=0x300003, cb=5' \
	'[ 3440.122880] arm-smmu 15000000.apps-smmu: FAR    = 00000000a09d70c8' \
	'[ 3440.122986] arm-smmu 15000000.apps-smmu: SID=0x40' \
	'[    0.561295] arm-smmu 15000000.iommu: FSR    = 00000402 [Format=2 TF], SID=0x800' >log
iommuplan explain -k 6.18 -b wifi.dtb --log log
expect "a stream in a line of its own" 0 'stream 0x40 of /iommu@15000000: /wifi@18800000' out

# radxa-pkg/edk2-cix issue 24: a tree that has no IOMMU, of a board that ACPI
# told of one.
tree acpi <<'DTS'
	pcie@a010000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0 0xa010000 0 0x10000>; };
DTS
printf '%s\n' 'arm-smmu-v3 arm-smmu-v3.0.auto: event 0x02 received:' \
	'arm-smmu-v3 arm-smmu-v3.0.auto: 	0x0000c10000000002' >log
iommuplan explain -k 7.2 -b acpi.dtb --log log
expect "the tree is not the one that was booted" 0 'the kernel was not booted with a device tree' out

# SolidEva/PrawnOS issue 4: the tree of 4.17 lists no clocks, and the driver
# goes on without.
tree noclk <<'DTS'
	vop_mmu: iommu@ff930300 { compatible = "rockchip,iommu"; reg = <0 0xff930300 0 0x100>;
		interrupts = <1>; #iommu-cells = <0>; };
	vop@ff930000 { compatible = "rockchip,rk3288-vop"; reg = <0 0xff930000 0 0x19c>; iommus = <&vop_mmu>; };
DTS
iommuplan plan -k 5.10 -f tsv noclk.dtb
expect "a Rockchip IOMMU without clocks" 0 '/vop@ff930000' out

# OE4T/meta-tegra issue 216: NVIDIA's 4.9 names the node mmc@3460000 sdhci, and has
# devices of its own.
tree xavier <<'DTS'
	smmu: iommu@12000000 { compatible = "nvidia,tegra194-smmu", "nvidia,smmu-500";
		reg = <0 0x12000000 0 0x800000>, <0 0x11000000 0 0x800000>; #iommu-cells = <1>;
		#global-interrupts = <1>; interrupts = <1 2 3>; };
	mmc@3460000 { compatible = "nvidia,tegra194-sdhci"; reg = <0 0x3460000 0 0x10000>; iommus = <&smmu 0x1f>; };
DTS
printf 'iommu: Adding device %s to group %s\n' 3460000.sdhci 8 c260000.spi 11 >log
iommuplan explain -b xavier.dtb --log log
expect "another name at the same address" 0 '^  /mmc@3460000, by its address$' out
expect "and none" 0 '^  no device in this tree$' out

# qualcomm-linux/meta-qcom issue 863: the GPU's clock controller is a module that is not
# there yet.
tree rb8 <<'DTS'
	gpucc: clock-controller@3d90000 { compatible = "qcom,sa8775p-gpucc"; reg = <0 0x3d90000 0 0xa000>; #clock-cells = <1>; };
	adreno: iommu@3da0000 { compatible = "qcom,sa8775p-smmu-500", "qcom,adreno-smmu", "qcom,smmu-500", "arm,mmu-500";
		reg = <0 0x3da0000 0 0x20000>; #iommu-cells = <2>; #global-interrupts = <1>; interrupts = <1 2 3>;
		clocks = <&gpucc 1>; };
	firmware { scm { compatible = "qcom,scm"; }; };
DTS
printf 'arm-smmu 3da0000.iommu: %s\n' 'deferred probe timeout, ignoring dependency' \
	'probe with driver arm-smmu failed with error -110' >log
iommuplan explain -k 6.15 -b rb8.dtb --log log
expect "a supplier that did not come" 0 'the kernel no longer waits for a supplier; ' out
is "and no wrong plan" 0 "$(grep -c 'not behave as predicted' out || true)"
finish
