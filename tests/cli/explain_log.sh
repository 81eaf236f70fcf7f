#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# explain -b: who in a tree has what a kernel's log or somebody asks about. Lines
# are put together from the drivers' format strings in Linux 5.10 to 7.3.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if ! have dtc; then
	skip "explain -b" "no dtc"
	finish
fi
cd "$tmp"
cat >b.dts <<'EOF'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	aliases { gpu0 = "/gpu@80000"; };
	smmu: iommu@1000 { compatible = "arm,mmu-500"; reg = <0x1000 0x1000>; #iommu-cells = <2>;
		#global-interrupts = <1>; interrupts = <1>, <2>, <3>; interrupt-parent = <&ic>; };
	ic: interrupt-controller@f0000 { compatible = "v,ic"; reg = <0xf0000 0x1000>; interrupt-controller; #interrupt-cells = <1>; };
	v3: iommu@2000 { compatible = "arm,smmu-v3"; reg = <0x2000 0x20000>; #iommu-cells = <1>; };
	rk: iommu@40000 { compatible = "rockchip,iommu"; reg = <0x40000 0x100>; interrupts = <3>;
		#iommu-cells = <0>; };
	mtk: iommu@50000 { compatible = "mediatek,mt8173-m4u"; reg = <0x50000 0x1000>; #iommu-cells = <1>; };
	sun: iommu@60000 { compatible = "allwinner,sun50i-h6-iommu"; reg = <0x60000 0x1000>; #iommu-cells = <1>; };
	dart: iommu@70000 { compatible = "apple,t8103-dart"; reg = <0x70000 0x4000>; #iommu-cells = <1>; };
	exy: sysmmu@71000 { compatible = "samsung,exynos-sysmmu"; reg = <0x71000 0x1000>; #iommu-cells = <0>; };
	qc: iommu@72000 { compatible = "qcom,msm-iommu-v1"; #iommu-cells = <1>; qcom,iommu-secure-id = <1>;
		#address-cells = <1>; #size-cells = <1>; ranges = <0 0x72000 0x8000>;
		iommu-ctx@3000 { compatible = "qcom,msm-iommu-v1-ns"; reg = <0x3000 0x1000>; interrupts = <4>; }; };
	gpu@80000 { compatible = "v,gpu"; reg = <0x80000 0x100>; iommus = <&smmu 0x800 0x3ff>; };
	usb@81000 { compatible = "v,usb"; reg = <0x81000 0x100>; iommus = <&smmu 0x20 0>; };
	off@82000 { compatible = "v,off"; reg = <0x82000 0x100>; iommus = <&smmu 0x30 0>; status = "disabled"; };
	eth@83000 { compatible = "v,eth"; reg = <0x83000 0x100>; iommus = <&v3 0x10012>; };
	pcie@84000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0x84000 0x1000>;
		#address-cells = <3>; #size-cells = <2>; iommu-map = <0x100 &v3 0x400 0x80>; };
	pcie@84800 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0x84800 0x800>;
		#address-cells = <3>; #size-cells = <2>; iommu-map = <0 &v3 0x7000 0x1000>; iommu-map-mask = <0>; };
	vop@85000 { compatible = "v,vop"; reg = <0x85000 0x100>; iommus = <&rk>; };
	venc@86000 { compatible = "v,venc"; reg = <0x86000 0x100>; iommus = <&mtk 0x65>; };
	de@87000 { compatible = "v,de"; reg = <0x87000 0x100>; iommus = <&sun 5>; };
	isp@88000 { compatible = "v,isp"; reg = <0x88000 0x100>; iommus = <&dart 11>; };
	mfc@89000 { compatible = "v,mfc"; reg = <0x89000 0x100>; iommus = <&exy>; };
	venus@8a000 { compatible = "v,venus"; reg = <0x8a000 0x100>; iommus = <&qc 3>; };
	vinc@8b000 { device_type = "vinc0"; reg = <0x8b000 0x100>; iommus = <&sun 1>; };
	vinc@8b100 { device_type = "vinc1"; reg = <0x8b100 0x100>; iommus = <&sun 1>; };
	vinc@8b200 { device_type = "vinc1"; reg = <0x8b200 0x100>; iommus = <&sun 1>; };
	mc: memory-controller@8c000 { compatible = "nvidia,tegra210-mc"; reg = <0x8c000 0x1000>; #iommu-cells = <1>; interrupts = <5>; interrupt-parent = <&ic>; };
	host1x@8d000 { compatible = "nvidia,tegra210-host1x"; reg = <0x8d000 0x100>; iommus = <&mc 6>; };
	mmc@8e000 { compatible = "v,mmc"; reg = <0x8e000 0x100>; iommus = <&v3 0x9000>; };
	npu@90000 { compatible = "v,npu"; reg = <0x90000 0x100>; iommus = <&v3 0x9100>; power-domains = <&pd>; };
	pd: power-controller { compatible = "v,pd"; #power-domain-cells = <0>; };
	display-controller@91000 { compatible = "v,decon"; reg = <0x91000 0x100>; iommus = <&exy>; port { endpoint { }; }; };
	iommu@8f800 { compatible = "rockchip,iommu"; reg = <0x8f800 0x100>; interrupts = <3>; #iommu-cells = <0>; };
	ip: iommu@8fc00 { compatible = "renesas,ipmmu-r8a7795"; reg = <0x8fc00 0x100>; interrupts = <6>; #iommu-cells = <1>; };
	lcd@92000 { compatible = "v,lcd"; reg = <0x92000 0x100>; iommus = <&ip 4>; };
	phy@8f000 { compatible = "v,phy"; reg = <0x8f000 0x100>; };
	syscon@8f000 { compatible = "v,syscon"; reg = <0x8f000 0x100>; };
	csi@8b300 { device_type = "csi0"; reg = <0x8b300 0x100>; };
	cpus { #address-cells = <1>; #size-cells = <0>;
		cpu@0 { device_type = "cpu"; compatible = "arm,armv8"; reg = <0>; }; };
};
EOF
dtc -q -@ -I dts -O dtb -o b.dtb b.dts

# line TEXT EVENT ID MASTERS CAUSE
line()
{
	printf '%s\n' "$1" >log
	iommuplan explain -q -f json -b b.dtb --log log
	is "$1" "${2:+$2 $3 $4 $5}" "$(sed 's/{"line":[0-9]*,"event":"\([^"]*\)","iommu":[^,]*,"id":\([^,]*\),"masters":\(.*\),"nearest":.*,"cause":\([^,]*\),"fix".*/\1 \2 \3 \4/' out |
		tr -d '"' | tr '\n' ';' | sed 's/;$//')"
}
cf='Unhandled context fault: fsr=0x402, iova=0xdead0000, fsynr=0x10'
# Under the mask; the register's upper half is not the ID.
line "[   1.0] arm-smmu 1000.iommu: $cf, cbfrsynra=0x2090a05, cb=0" context-fault 0xa05 '[/gpu@80000]' unmapped-address
line "arm-smmu 1000.iommu: $cf, cbfrsynra=20, cb=0" context-fault 0x20 '[/usb@81000]' unmapped-address
line "> [May24 14:33] arm-smmu 1000.iommu: $cf, cbfrsynra=0x30, cb=0" context-fault 0x30 '[/off@82000]' node-disabled
line "arm-smmu 1000.iommu: $cf, cbfrsynra=0x21, cb=0" context-fault 0x21 '[]' nobody-in-this-tree
line "arm-smmu 1000.iommu: Unhandled context fault: iova=0x0, fsr=0x2, fsynr=0x0, cb=1" context-fault null null not-in-the-line
line 'arm-smmu 1000.iommu: Blocked unknown Stream ID 0x20; boot with "arm-smmu.disable_bypass=0" to allow' \
	blocked-stream 0x20 '[/usb@81000]' master-not-attached
line 'arm-smmu 1000.iommu: Unexpected global fault, this could be serious
arm-smmu 1000.iommu: 	GFSR 0x00000002, GFSYNR0 0x00000000, GFSYNR1 0x00010020, GFSYNR2 0x00000000' \
	global-fault 0x20 '[/usb@81000]' master-not-attached
line 'arm-smmu-v3 2000.iommu: event 0x10 received:
arm-smmu-v3 2000.iommu: 	0x0001001200000010
arm-smmu-v3 2000.iommu: 	0x0000020000000000
arm-smmu-v3 2000.iommu: 	0x00000000dead0000
arm-smmu-v3 2000.iommu: 	0x0000000000000000
arm-smmu-v3 2000.iommu: event: F_TRANSLATION client: 83000.eth sid: 0x10012 ssid: 0x0 iova: 0xdead0000 ipa: 0x0' \
	translation 0x10012 '[/eth@83000]' unmapped-address
line 'arm-smmu-v3 2000.iommu: event: C_BAD_STREAMID client: (unassigned sid) sid: 0x403 ssid: 0x0' \
	bad-stream 0x403 '[/pcie@84000]' master-not-attached
# Event 0x02 is the only one of these that a stream nobody claims can have.
for event in C_BAD_STE C_BAD_CD C_BAD_SUBSTREAMID F_STREAM_DISABLED; do
	line "arm-smmu-v3 2000.iommu: event: $event client: x sid: 0x403 ssid: 0x0" \
		bad-entry 0x403 '[/pcie@84000]' not-as-linux-writes-it
done
line 'arm-smmu-v3 2000.iommu: event 0x04 received:
arm-smmu-v3 2000.iommu: 	0x0000040300000004' bad-entry 0x403 '[/pcie@84000]' not-as-linux-writes-it
line 'arm-smmu-v3 2000.iommu: event 0x02 received:
arm-smmu-v3 2000.iommu: 	0x0000040300000002' bad-stream 0x403 '[/pcie@84000]' master-not-attached
line 'arm-smmu-v3 2000.iommu: event: F_PERMISSION client: x sid: 0x480 ssid: 0x0 iova: 0x0 ipa: 0x0' \
	permission 0x480 '[]' nobody-in-this-tree
line 'arm-smmu-v3 2000.iommu: skipping command in error state:
arm-smmu-v3 2000.iommu: 	0x0001001200000010' '' '' '' ''
# Only the driver is known: not another driver's streams.
line 'arm-smmu-v3 arm-smmu-v3.0.auto: event: F_ACCESS client: x sid: 0x20 ssid: 0x0 iova: 0x0 ipa: 0x0' \
	permission 0x20 '[]' booted-from-acpi
nearest=$(sed -n 's/.*"nearest":"\([^"]*\)".*/\1/p' out)
is "nor the nearest of another driver's" /pcie@84000 "$nearest"
line 'rk_iommu 40000.iommu: Page fault at 0x00000000fe000000 of type write' page-fault null '[/vop@85000]' unmapped-address
line 'mtk-iommu 50000.iommu: fault type=0x5 iova=0x1 pa=0x0 master=0x1(larb=3 port=5) layer=0 read' \
	page-fault 0x65 '[/venc@86000]' unmapped-address
line 'sun50i-iommu 60000.iommu: Page fault for 0x0000000010000000 (master 5, dir wr)' page-fault 0x5 '[/de@87000]' unmapped-address
# A WARN_ON() has no device; the register lines after it name the function again.
line 'WARNING: CPU: 1 PID: 38 at drivers/iommu/sun50i-iommu.c:540 sun50i_dte_get_page_table+0x27c/0x2c0
pc : sun50i_dte_get_page_table+0x27c/0x2c0' tables-out-of-reach null null page-tables-out-of-reach
line 'apple-dart 70000.iommu: translation fault: status:0x80000001 stream:11 code:0x1 (NO PTE FOR IOVA) at 0x0' \
	translation 0xb '[/isp@88000]' unmapped-address
line 'exynos-sysmmu 71000.sysmmu: 89000.mfc: [READ] PAGE FAULT occurred at 0x20000000' page-fault null '[/mfc@89000]' unmapped-address
line 'exynos-sysmmu 71000.sysmmu: 89000.mfc: PAGE FAULT occurred at 0x20000000' page-fault null '[/mfc@89000]' unmapped-address
line "qcom-iommu-ctx 75000.iommu-ctx: Unhandled context fault: fsr=0x402, iova=0x1, fsynr=0x1, cb=3" context-fault 0x3 '[/venus@8a000]' unmapped-address
# Vendors' and older texts, nodes that were renamed, and what the tree has not.
line 'arm-smmu 1000.iommu: Unhandled context fault: iova=0x17fe0fe00, fsynr=0x220003, cb=21, sid=32(0x20 - USB), pgd=0' \
	context-fault 0x20 '[/usb@81000]' unmapped-address
line 'arm-smmu 1000.smmu: Blocked unknown Stream ID 0x20; boot with' blocked-stream 0x20 '[/usb@81000]' master-not-attached
line 'arm-smmu 81000.smmu: Blocked unknown Stream ID 0x20; boot with' blocked-stream 0x20 '[]' not-in-this-tree
line 'mtk-iommu-mt6895 59000.iommu: fault type=0x5 iova=0x1 pa=0x0 larb=3 port=5 layer=0 write' page-fault 0x65 '[]' not-in-this-tree
line 'rk_iommu 41000.iommu: Page fault at 0x00000000fe000000 of type write' page-fault null '[]' not-in-this-tree
line 'exynos-sysmmu 71000.sysmmu: 89900.decon: [READ] PAGE FAULT occurred at 0x20000000' page-fault null '[]' not-in-this-tree
line 'iommu: Adding device 81000.usb to group 3' group null '[/usb@81000]' null
line 'v-usb 81900.usb: Adding to iommu group 3' group null '[]' not-in-this-tree
line 'platform 81000.usb: deferred probe pending: platform: supplier 81900.iommu not ready' deferred null '[/usb@81000]' supplier-missing
line 'iommu: Adding device 81900.usb to group 3' group null '[]' not-in-this-tree
line 'iommu: Adding device sound to group 3' group null null name-not-in-this-tree
line 'platform soc:display-subsystem: Adding to iommu group 2' group null null name-not-in-this-tree
line 'pcieport 0003:00:05.0: Adding to iommu group 9' group null null name-not-in-this-tree
# Vendors call a device otherwise. Not where two nodes are at its address, nor for an
# IOMMU's own lines.
line 'iommu: Adding device 8e000.sdhci to group 3' group null '[/mmc@8e000],by_address:true' null
line 'sdhci-tegra 8e000.sdhci: Adding to iommu group 3' group null '[/mmc@8e000],by_address:true' null
iommuplan explain -q -b b.dtb --log log
expect "it is said" 0 '/mmc@8e000, by its address' out
line 'iommu: Adding device 8e000.sdhci:ctx0 to group 3' group null '[]' not-in-this-tree
line 'v-x 8f000.clock: Adding to iommu group 3' group null '[]' not-in-this-tree
line 'arm-smmu 8e000.smmu: Blocked unknown Stream ID 0x50; boot with' blocked-stream 0x50 '[]' not-in-this-tree
# Allwinner's 4.9 names devices by device_type; where two have one, it is neither.
line 'iommu: Adding device vinc0 to group 0' group null '[/vinc@8b000]' null
line 'iommu: Adding device vinc1 to group 0' group null null name-not-in-this-tree
line 'iommu: Adding device csi0 to group 0' group null null name-not-in-this-tree
line 'arm-smmu 1000.apps-smmu: Unhandled context fault: iova=0xa09d70c8, fsr=0x40000402, fsynr=0x300003, cb=5
arm-smmu 1000.apps-smmu: FAR    = 00000000a09d70c8
rk_iommu 40000.iommu: SID=0x800
arm-smmu 1000.apps-smmu: SID=0x20
arm-smmu 1000.apps-smmu: SID=0x800' context-fault null null \
	'not-in-the-line;context-fault 0x20 [/usb@81000] unmapped-address'
line 'arm-smmu 1000.iommu: Unhandled context fault: fsr=0x402, iova=0x0, fsynr=0x1, cbfrsynra=0x20, cb=0
arm-smmu 1000.iommu: FSR    = 00000402 [TF ], SID=0x20' context-fault 0x20 '[/usb@81000]' unmapped-address
line 'Nov 28 08:00:00 host kernel: arm-smmu-v3 2000.iommu: event 0x10 received:
Nov 28 08:00:00 host kernel: arm-smmu-v3 3000.iommu: event 0x02 received:
Nov 28 08:00:01 host kernel: arm-smmu-v3 2000.iommu: 	0x0001001200000010' translation 0x10012 '[/eth@83000]' unmapped-address
line 'arm_smmu_context_fault: 83 callbacks suppressed' missed null null not-in-the-line
line 'net_ratelimit: 83 callbacks suppressed' '' '' '' ''
line 'arm-smmu-v3 2000.smmuv3: unknown/unsupported TT endianness!' not-as-planned null null 'prediction;probe null null iommu-probe-failed'
# of_map_id() names the host by its path.
line 'OF: /pcie@84000: no iommu-map translation for id 0x0 on (null)' iommu-map null '[/pcie@84000]' iommu-map-not-as-written
line 'OF: /pcie@84000: iommu-map has 1-cell entries targeting 2-cell #iommu-cells, treating as 1-cell output' \
	iommu-map null '[/pcie@84000]' iommu-map-not-as-written
line 'OF: /pcie@99000: Error: Bad iommu-map length: 12' iommu-map null null name-not-in-this-tree
line 'pc : arm_smmu_write_s2cr+0x2c/0x90' register-abort null null firmware-keeps-the-stream
# Faults of drivers that tell little
line 'rk_iommu 40000.iommu: Page fault while iommu not attached to domain?' page-fault null '[/vop@85000]' unmapped-address
line 'rk_iommu 40000.iommu: unexpected int_status: 0x00000004' page-fault null '[/vop@85000]' unmapped-address
line 'rk_iommu 40000.iommu: Enable stall request timed out, status: 0x00004b' stuck null null no-answer
line 'arm-smmu 1000.iommu: TLB sync timed out -- SMMU may be deadlocked' stuck null null no-answer
line 'arm-smmu-v3 2000.iommu: EVTQ overflow detected -- events lost' missed null null null
line 'remoteproc remoteproc2: iommu fault: da 0x0 flags 0x0' page-fault null null not-in-the-line
line 'riscv,iommu 3000.iommu: Fault 13 devid: 0x20 iotval: 1000 iotval2: 0' page-fault 0x20 '[]' not-in-this-tree
line 'v-usb 81000.usb: Adding to iommu group 3' group null '[/usb@81000]' null
line 'platform 81000.usb: deferred probe pending: platform: supplier 1000.iommu not ready' deferred null '[/usb@81000],supplier:/iommu@1000' supplier-missing
line 'platform 81000.usb: ignoring dependency for device, assuming no driver' lost null '[/usb@81000]' iommu-missing
# Or for its power domain, by the same function.
line 'v-npu 90000.npu: deferred probe timeout, ignoring dependency' lost null '[/npu@90000]' iommu-or-power-domain-missing
line 'v-npu 90000.npu: Failed to add to iommu group 3: -22' not-as-planned null '[/npu@90000]' \
	'prediction;lost null [/npu@90000] iommu-setup-failed'
# A device without an IOMMU waited for something else.
line 'platform 8f000.phy: ignoring dependency for device, assuming no driver' lost null '[/phy@8f000]' supplier-given-up
line 'arm-smmu 1000.iommu: probe with driver arm-smmu failed with error -22' \
	not-as-planned null null 'prediction;probe null null iommu-probe-failed'
line 'arm-smmu: probe of 1000.iommu failed with error -22' \
	not-as-planned null null 'prediction;probe null null iommu-probe-failed'
# It waited for a supplier, which this configuration may not build: the plan was not wrong.
line 'arm-smmu 1000.iommu: deferred probe timeout, ignoring dependency
arm-smmu 1000.iommu: probe with driver arm-smmu failed with error -110' \
	probe null null 'supplier-given-up;probe null null supplier-given-up'
line 'arm-smmu 1000.iommu: probe with driver arm-smmu failed with error -110' \
	not-as-planned null null 'prediction;probe null null iommu-probe-failed'
# It is tried again.
line 'mtk-iommu 50000.iommu: mm dts parse fail(-517).' deferred null null supplier-missing
line 'arm-smmu 1000.iommu: error -EPROBE_DEFER: Failed to register iommu' deferred null null supplier-missing
line 'sun50i-iommu 60000.iommu: attempt to map address beyond 4GB' buffer-out-of-reach null null buffer-out-of-reach
line 'arm-smmu 1800.iommu: 	stream matching with 14 register groups' budget null '[]' not-in-this-tree
iommuplan explain -q -b b.dtb --log log
expect "an IOMMU that the tree has not" 0 '^  no device in this tree$' out
line 'v-usb: probe of 81000.usb failed with error -22' '' '' '' ''
# Drivers that set nothing up, and the DMA API's own line, which is no device's.
line 'Failed to set up IOMMU for device 81000.usb; retaining platform DMA ops' not-as-planned null '[/usb@81000]' \
	'prediction;lost null [/usb@81000] iommu-setup-failed'
line '[    5.1] Failed to set up IOMMU for device (null); retaining platform DMA ops' lost null null not-in-the-line
# A context of an IOMMU prints it, whose number is not in the text.
line 'qcom-iommu-ctx 75000.iommu-ctx: timeout waiting for TLB SYNC' stuck null null no-answer
is "the IOMMU of the context" '"iommu":"/iommu@72000"' "$(grep -o '"iommu":"[^"]*"' out)"
# ACPI names SMMUs by a number.
line 'arm-smmu-v3 arm-smmu-v3.0.auto: event: F_TRANSLATION client: 0000:c1:00.0 sid: 0xc100 ssid: 0x0 iova: 0x0 ipa: 0x0' \
	translation 0xc100 '[]' booted-from-acpi
line 'platform arm-smmu-v3.0.auto: CMD_SYNC timeout at 0x00000146 [hwprod 0x00000146, hwcons 0x00000000]' \
	stuck null null booted-from-acpi
# What a probe waits for, as 5.10 and 6.1 say it, and a wrapped line.
line 'platform 81000.usb: probe deferral - supplier 1000.iommu not ready' deferred null '[/usb@81000],supplier:/iommu@1000' supplier-missing
line 'platform 81000.usb: error -EPROBE_DEFER: supplier 1000.iommu not ready' deferred null '[/usb@81000],supplier:/iommu@1000' supplier-missing
line '[    5.194498] v-usb 81000.usb: deferred probe pending: platform: supplier
1000.iommu not ready' deferred null '[/usb@81000],supplier:/iommu@1000' supplier-missing
line 'platform 81000.usb: deferred probe pending: platform: wait for supplier /power-controller' \
	deferred null '[/usb@81000],supplier:/power-controller' supplier-missing
iommuplan explain -q -b b.dtb --log log
expect "the supplier in words" 0 '^    the supplier is /power-controller$' out
line 'arm-smmu 1000.iommu: deferred probe pending: arm-smmu: qcom_scm not ready' deferred null '[/iommu@1000]' supplier-missing
iommuplan explain -q -b b.dtb --log log
expect "an IOMMU's own probe names it once" 0 '^  /iommu@1000$' out
# Whose children have names that begin like its own.
line 'exynos-sysmmu 71000.sysmmu: 91000.decon: [READ] PAGE FAULT occurred at 0x6715b3e0' \
	page-fault null '[/display-controller@91000],by_address:true' unmapped-address
line 'exynos-sysmmu 71000.sysmmu: 91000.decon: [READ] 
PAGE FAULT occurred at 0x6715b3e0' page-fault null '[/display-controller@91000],by_address:true' unmapped-address
line "$(printf 'exynos-sysmmu 71000.sysmmu: \033[0m\033[31m89000.mfc: PAGE FAULT occurred at 0x20000000')" \
	page-fault null '[/mfc@89000]' unmapped-address
# A line of a log's own is not the rest of the one before it.
for start in 'Nov 28 08:00:00 host kernel: ' '2026-11-28T08:00:00+00:00 host kernel: ' '3,1234,16509568,-;' '<3>' 'kern  :err   : '; do
	line "${start}exynos-sysmmu 71000.sysmmu: 89000.mfc: PAGE FAULT occurred at 0x20000000
${start}kernel BUG at drivers/iommu/exynos-iommu.c:447!
${start}iommu: Adding device 81000.usb to group 3" page-fault null '[/mfc@89000]' 'unmapped-address;group null [/usb@81000] null'
done
line 'rk_iommu 8f800.iommu: Page fault at 0x00000000fe000000 of type write' page-fault null '[]' no-master-in-this-tree
line 'ipmmu-vmsa 8fc00.iommu: Unhandled fault: status 0x00001502 iova 0xfe000000' page-fault null '[/lcd@92000]' unmapped-address
# What two IOMMUs print at a time, line by line, and the event after that.
line 'arm-smmu-v3 2000.iommu: event 0x10 received:
arm-smmu-v3 3000.iommu: event 0x02 received:
arm-smmu-v3 2000.iommu: 	0x0001001200000010
arm-smmu-v3 3000.iommu: 	0x0000000700000002
arm-smmu-v3 2000.iommu: 	0x0000020000000000
arm-smmu-v3 2000.iommu: event: F_TRANSLATION client: x sid: 0x10012 ssid: 0x0 iova: 0x0 ipa: 0x0
arm-smmu-v3 2000.iommu: event: F_TRANSLATION client: x sid: 0x10012 ssid: 0x0 iova: 0x0 ipa: 0x0' \
	translation 0x10012 '[/eth@83000]' 'unmapped-address;bad-stream 0x7 [] not-in-this-tree;translation 0x10012 [/eth@83000] unmapped-address'
line 'v-usb 81000.usb: probe with driver v-usb failed with error -22' '' '' '' ''
line 'usb 1-1: new high-speed USB device' '' '' '' ''

# What the CPU has at the address of a fault.
printf 'arm-smmu 1000.iommu: Unhandled context fault: fsr=0x402, iova=0x8a010, fsynr=0x10, cbfrsynra=0x20, cb=0\n' >log
iommuplan explain -q -f json -b b.dtb --log log
expect "an address of another device" 0 '"address":"0x8a010","address_of":"/venus@8a000"' out
iommuplan explain -q -b b.dtb --log log
expect "in words" 0 'the CPU has registers of /venus@8a000 at 0x8a010: unless' out
sed 's/^	npu@/	top@fe000000 { compatible = "v,top"; reg = <0xfe000000 0x1000>; };\n&/' b.dts | dtc -q -I dts -O dtb -o top.dtb
printf 'arm-smmu 1000.iommu: Unhandled context fault: fsr=0x402, iova=0xfe000010, fsynr=0x10, cbfrsynra=0x20, cb=0\n' >log
iommuplan explain -q -b top.dtb --log log
expect "one that dma_map_*() hands out, too" 0 'has registers of /top@fe000000 at 0xfe000010: this may be a coincidence' out
printf 'arm-smmu: TLB sync timed out -- SMMU may be deadlocked\n' >log
iommuplan explain -q -b b.dtb --log log
expect "a line without a device" 0 'does not show which IOMMU' out

# Any byte may be in a log, and no newline at its end.
printf 'x\0 Blocked unknown Stream ID 0x20\n1000\0.iommu: Blocked unknown Stream ID 0x20\n75000.iommu-ctx: Unhandled context fault: cb=3' >log
run timeout 20 "$plan_bin" explain -q -f json -b b.dtb --log log
expect "bytes of zero, and an end without a newline" 0 '"line":3,.*"id":"0x3","masters":\["/venus@8a000"\]' "$tmp/out"

# --- asked for ---
for what in 80000.gpu /gpu@80000 gpu0; do
	iommuplan explain -b b.dtb "$what"
	expect "$what" 0 '^device 80000.gpu, /gpu@80000$' out
done
expect "its stream" 0 '^  stream 0x800, ignored bits 0x3ff of /iommu@1000$' out
iommuplan explain -b b.dtb smmu
expect "a label" 0 'IOMMU /iommu@1000: arm-smmu, active' out
iommuplan explain -b b.dtb 0xa05
expect "a stream" 0 '^stream 0xa05: /gpu@80000$' out
iommuplan explain -b b.dtb /iommu@1000:0x21
expect "of an IOMMU" 0 'no device in this tree; the nearest is /usb@81000 with 0x20' out
iommuplan explain -b b.dtb 0x7001 /iommu@2000:0x7000
expect "a map under a mask of 0 has one stream" 0 '^stream 0x7001: no device in this tree; the nearest is /pcie@84800 with 0x7000$' out
expect "and that one" 0 '^stream 0x7000 of /iommu@2000: /pcie@84800$' out
iommuplan explain -b b.dtb 01:00.3 0000:01:1f.7
expect "a requester ID" 0 '^01:00.3 behind /pcie@84000: stream 0x403 of /iommu@2000$' out
expect "with a domain, past one map and under another's mask" 0 '^0000:01:1f.7 behind /pcie@84800: stream 0x7000 of' out
is "each host once" 3 "$(grep -c ' behind /' out)"
iommuplan explain -q -b "$top/examples/boards/rk3288-firefly.dts" 01:00.0
expect "a tree without a map" 0 '^01:00.0: no iommu-map entry in this tree matches it$' out
iommuplan explain -b b.dtb off@82000 /off@82000
expect "a disabled node" 2 "it has no node, device, group or stream 'off@82000'"
expect "and the other one all the same" 2 '^/off@82000: disabled' out
iommuplan explain -b b.dtb
expect "nothing asked" 2 'needs something to explain'
iommuplan explain --log log
expect "a log without its tree" 2 'needs the device tree'
iommuplan explain -b nowhere.dtb x
expect "no such file" 4 nowhere
echo x >log
ln -s log l
cksum log b.dtb >before
for args in "--log log -o log" "--log l -o log" "--log log -o l" "--log log -o b.dtb" "gpu0 -o b.dtb"; do
	# shellcheck disable=SC2086 # words
	iommuplan explain -b b.dtb $args
	expect "explain $args" 2 'is an input and would be overwritten'
	cksum log b.dtb >after
	same "explain $args: nothing has changed" before after
done
head -c 100000 /dev/urandom >noise
iommuplan explain -q -b b.dtb --log noise
expect "noise is no log" 0

# The line has a client's name, the tree only its swgroup.
line 'tegra-mc 8c000.memory-controller: host1xdmar: read @0x80100000: Page fault (SMMU translation error [--S])' translation 0x6 '[/host1x@8d000]' unmapped-address
line '[ 8.1] tegra-mc 8c000.memory-controller: nvdecswr: secure write @0x80100000: Page fault (SMMU translation error [R--])' translation 0x18 '[]' nobody-in-this-tree
line 'tegra-mc 8c000.memory-controller: mpcorer: read @0x80100000: Page fault (SMMU translation error [---])' translation null null memory-controller-client
line 'tegra-mc 70019000.memory-controller: viw: write @0x801000: Page fault (SMMU translation error [R-S])' translation null null memory-controller-client
# What NVIDIA's kernels up to 4.9 say of the only one.
line 'mc-err: [mcerr] (20) csr_host1xdmar: EMEM decode error on PDE or PTE entry' translation 0x6 '[/host1x@8d000]' unmapped-address
line '[ 8.1] mc-err: (20) csw_nothing: EMEM decode error on PDE or PTE entry' translation null null memory-controller-client
# Whose clients were read, but not in this tree, and those of a directory of facts.
mkdir mc
sed 's/numbers: \[6\], name: "host1xdmar/numbers: [6], name: "added host1xdmar/' \
	"$top/schemas/tegra-mc.yaml" >mc/tegra-mc.yaml
for client in sdmmcrab:0x15 added:0x6; do
	echo "tegra-mc 8c000.memory-controller: ${client%:*}: read @0x80100000: Page fault (SMMU translation error [--S])" >log
	iommuplan explain -q -f json --schema-dir mc -b b.dtb --log log
	is "the swgroup of ${client%:*}" "\"id\":\"${client#*:}\"" "$(grep -o '"id":"[^"]*"' out)"
done
# A host that U-Boot enables, and whose map it writes.
sed 's|/dts-v1/;||; s|usb@81000 {|pcie@8b000 { compatible = "fsl,ls1028a-pcie"; reg = <0x8b000 0x100>;\n#address-cells = <3>; #size-cells = <2>; device_type = "pci"; status = "disabled"; iommu-map = <0 \&smmu 0 1>; };\n&|; 1i/dts-v1/;' b.dts >u.dts
dtc -q -@ -I dts -O dtb -o b.dtb u.dts
line "arm-smmu 1000.iommu: $cf, cbfrsynra=0x409, cb=0" context-fault 0x409 '[]' boot-loader-fills-in

finish
