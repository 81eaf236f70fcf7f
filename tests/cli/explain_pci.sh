#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# explain --log: PCI functions and their hosts, lines that a mail wrapped, and an
# IOMMU with one master.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if ! have dtc; then
	skip "explain --log: PCI functions" "no dtc"
	finish
fi
cd "$tmp"

# line TEXT EVENT ID MASTERS CAUSE
line()
{
	printf '%s\n' "$1" >log
	iommuplan explain -q -f json -b b.dtb --log log
	is "$1" "${2:+$2 $3 $4 $5}" "$(sed 's/{"line":[0-9]*,"event":"\([^"]*\)","iommu":[^,]*,"id":\([^,]*\),"masters":\(.*\),"nearest":.*,"cause":\([^,]*\),"fix".*/\1 \2 \3 \4/' out |
		tr -d '"' | tr '\n' ';' | sed 's/;$//')"
}

# --- PCI domains: what linux,pci-domain fixes, and what it leaves open ---
pcie()
{
	echo "pcie@$1 { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\"; reg = <0x$1 0x1000>;
		#address-cells = <3>; #size-cells = <2>; iommu-map = <0 &v3 $2 0x1000>; $3 };"
}
domains()
{
	cat <<EOF
/dts-v1/;
/ { #address-cells = <1>; #size-cells = <1>;
	v3: iommu@2000 { compatible = "arm,smmu-v3"; reg = <0x2000 0x20000>; #iommu-cells = <1>; };
	$(pcie 40000 0x1000 "$1") $(pcie 50000 0x2000 "$2") };
EOF
}
domains 'linux,pci-domain = <1>;' 'linux,pci-domain = <3>;' | dtc -q -I dts -O dtb -o d.dtb
iommuplan explain -b d.dtb 0003:01:00.0
is "the host of the domain, and no other" "0003:01:00.0 behind /pcie@50000: stream 0x2100 of /iommu@2000" "$(cat out)"
iommuplan explain -b d.dtb 0002:01:00.0
expect "a domain of no host" 0 '^0002:01:00.0: no enabled PCI host of this tree can have this domain$' out
echo 'pci 0001:00:00.0: Adding to iommu group 5' >log
iommuplan explain -q -f json -b d.dtb --log log
expect "a line of a log" 0 '"masters":\["/pcie@40000"\]' out
# The first free number is that of the one without.
domains 'linux,pci-domain = <0>;' '' | dtc -q -I dts -O dtb -o d.dtb
iommuplan explain -b d.dtb 0001:00:00.0
is "the only host without a number" "0001:00:00.0 behind /pcie@50000: stream 0x2000 of /iommu@2000" "$(cat out)"
domains '' '' | dtc -q -I dts -O dtb -o d.dtb
iommuplan explain -b d.dtb 0001:00:00.0
expect "two without" 0 'does not fix the domain' out
is "both are shown" 2 "$(grep -c '^0001:00:00.0 behind' out)"

# PCI functions, whose hosts have numbers; one of them has the address of its guest's
# registers in the name that vendors' kernels print.
cat >b.dts <<'EOF'
/dts-v1/;
/ {
	#address-cells = <1>; #size-cells = <1>;
	smmu: iommu@1000 { compatible = "arm,mmu-500"; reg = <0x1000 0x1000>; #iommu-cells = <1>; };
	host1x@13000 { compatible = "nvidia,tegra186-host1x"; reg = <0x13000 0x100>, <0x14000 0x100>, <0x15000 0x100>; iommus = <&smmu 0x20>; };
	isp@16000 { compatible = "v,isp"; reg = <0x16000 0x100>, <0x15000 0x100>; iommus = <&smmu 0x21>; };
	host1x@17000 { compatible = "v,host1x"; reg = <0x17000 0x100>, <0x15000 0x100>; iommus = <&smmu 0x22>; };
	one: pcie@20000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0x20000 0x1000>;
		#address-cells = <3>; #size-cells = <2>; linux,pci-domain = <3>; iommu-map = <0 &smmu 0x40 0x10>; iommus = <&smmu 0x23>; };
	pcie@30000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0x30000 0x1000>;
		#address-cells = <3>; #size-cells = <2>; linux,pci-domain = <4>; iommu-map = <0 &smmu 0x60 0x10>; };
	pcie@40000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0x40000 0x1000>;
		#address-cells = <3>; #size-cells = <2>; linux,pci-domain = <4>; iommu-map = <0 &smmu 0x80 0x10>; };
};
EOF
dtc -q -@ -I dts -O dtb -o b.dtb b.dts
line 'pcieport 0003:00:05.0: Adding to iommu group 9' group null '[/pcie@20000],function:0003:00:05.0' null
line 'iommu: Adding device 0003:01:00.0 to group 3' group null '[/pcie@20000],function:0003:01:00.0' null
line 'nvme 0003:01:00.0: deferred probe pending: platform: supplier 1000.iommu not ready' \
	deferred null '[/pcie@20000],function:0003:01:00.0,supplier:/iommu@1000' supplier-missing
iommuplan explain -q -b b.dtb --log log
expect "the function is said" 0 '^  /pcie@20000, function 0003:01:00.0$' out
line 'pci 0004:00:00.0: Adding to iommu group 9' group null null name-not-in-this-tree
line 'pci 0000:00:00.0: Adding to iommu group 9' group null null name-not-in-this-tree
line 'iommu: Adding device 14000.host1x to group 22' group null '[/host1x@13000],by_address:true' null
line 'iommu: Adding device 14000.hostx to group 22' group null '[]' not-in-this-tree
line 'iommu: Adding device 15000.host1x to group 22' group null '[]' not-in-this-tree
line 'iommu: Adding device 15000.isp to group 22' group null '[/isp@16000],by_address:true' null
# Without a number: the only host, if no boot loader can enable another one.
cp b.dts all.dts
sed '/pcie@[34]0000/,/ };$/d; s/linux,pci-domain = <3>;//' all.dts | dtc -q -I dts -O dtb -o b.dtb
line 'pci 0000:00:00.0: Adding to iommu group 9' group null '[/pcie@20000],function:0000:00:00.0' null
line 'pci 0001:00:00.0: Adding to iommu group 9' group null null name-not-in-this-tree
sed 's/linux,pci-domain = <.>;//; s/reg = <0x[34]0000 0x1000>;/& status = "disabled";/' all.dts | dtc -q -I dts -O dtb -o b.dtb
line 'pci 0000:00:00.0: Adding to iommu group 9' group null null name-not-in-this-tree

# What a mail wrapped is one line; a line of its own is not swallowed.
line '> arm-smmu 1000.iommu: Unhandled context fault: fsr=0x402, iova=0xdead0000,
> fsynr=0x10, cbfrsynra=0x20, cb=0
arm-smmu 1000.iommu: Blocked unknown Stream ID 0x21; boot with "arm-smmu.disable_bypass=0"
usb 1-1: new high-speed USB device
iommu: Adding device 16000.isp to group 3' context-fault 0x20 '[/host1x@13000]' \
	'unmapped-address;blocked-stream 0x21 [/isp@16000] master-not-attached;group null [/isp@16000] null'
is "by the numbers of the lines" "1 3 5 " "$(sed 's/{"line":\([0-9]*\).*/\1/' out | tr '\n' ' ')"
sed '/pcie@[34]0000/,/ };$/d; s/^	host1x@13000/	mc: memory-controller@8c000 { compatible = "nvidia,tegra210-mc"; reg = <0x8c000 0x1000>; #iommu-cells = <1>; };\n	dc@1 { compatible = "v,dc"; reg = <1 1>; iommus = <\&mc 1>; };\n&/' all.dts | dtc -q -I dts -O dtb -o b.dtb
line '  tegra-mc 8c000.memory-controller: display0a: read @0xfe056b40:
	 Page fault (SMMU translation error [--S])' translation 0x1 '[/dc@1]' unmapped-address
line '[   17.993237] tegra-mc 8c000.memory-controller: display0a: read 
@0x00000000ffffbe00: EMEM address decode error (SMMU translation error 
[--S])' translation 0x1 '[/dc@1]' unmapped-address

# Without a stream it is the only master's, where the tree has one alone.
sed '/isp@16000/d; /host1x@17000/d; /host1x@13000/d; /pcie@[234]0000/,/ };$/d' all.dts >one.dts
sed 's/^	smmu:/	gpu@18000 { compatible = "v,gpu"; reg = <0x18000 0x100>; iommus = <\&smmu 0>; };\n&/' one.dts | dtc -q -I dts -O dtb -o b.dtb
cf='arm-smmu 1000.iommu: Unhandled context fault: fsr=0x402, iova=0x7ffe35c0, fsynr=0x1, cb=1'
line "$cf" context-fault null '[/gpu@18000]' unmapped-address
sed 's/^	smmu:/	gpu@18000 { compatible = "v,gpu"; reg = <0x18000 0x100>; iommus = <\&smmu 0>; };\n	gmu@19000 { compatible = "v,gmu"; reg = <0x19000 0x100>; iommus = <\&smmu 5>; };\n&/' one.dts | dtc -q -I dts -O dtb -o b.dtb
line "$cf" context-fault null null not-in-the-line

finish
