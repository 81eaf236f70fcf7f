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
expect "tables above 4 GiB on 6.2" 0 ': warning: .*up to 0xffffffff.*RAM goes beyond that' out
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
finish
