#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# explain --log: what the CPU has at the address of a fault. A PCI host's window is
# where the CPU sees it, not where its bus does.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc jq
cd "$tmp"
dtc -q -I dts -O dtb -o b.dtb <<'DTS'
/dts-v1/;
/ {
	#address-cells = <1>;
	#size-cells = <1>;
	interrupt-parent = <&gic>;
	gic: interrupt-controller@f000 { compatible = "arm,gic-400"; reg = <0xf000 0x1000>;
		interrupt-controller; #interrupt-cells = <1>; };
	memory@80000000 { device_type = "memory"; reg = <0x80000000 0x10000000>; };
	smmu: iommu@1000 { compatible = "arm,mmu-500"; reg = <0x1000 0x1000>; #iommu-cells = <1>;
		#global-interrupts = <1>; interrupts = <1 2 3>; };
	usb@81000 { compatible = "vendor,usb"; reg = <0x81000 0x1000>; iommus = <&smmu 0x20>; };
	pcie@90000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0x90000 0x1000>;
		#address-cells = <3>; #size-cells = <2>;
		ranges = <0x02000000 0 0x40000000 0x50000000 0 0x1000>; };
	pcie@a0000 { compatible = "pci-host-ecam-generic"; device_type = "pci"; reg = <0xa0000 0x1000>;
		#address-cells = <3>; #size-cells = <2>; status = "disabled";
		ranges = <0x02000000 0 0x60000000 0x60000000 0 0x1000>; };
};
DTS

# at IOVA NODE WORDS
at()
{
	printf 'arm-smmu 1000.iommu: Unhandled context fault: fsr=0x402, iova=%s, fsynr=0x10, cbfrsynra=0x20, cb=0\n' \
		"$1" >log
	iommuplan explain -q -k 6.12 -f json -b b.dtb --log log
	is "who has $1" "$2" "$(jq -c .address_of out)"
	iommuplan explain -q -k 6.12 -b b.dtb --log log
	is "$1 in words" "$3" "$(sed -n 's/^ *the CPU has \(.*\): unless that is a coincidence.*/\1/p' out)"
}

at 0x50000ff0 '"/pcie@90000"' 'a PCI window of /pcie@90000 at 0x50000ff0'
at 0x50001000 null ''
at 0x40000ff0 null ''
at 0x90010 '"/pcie@90000"' 'registers of /pcie@90000 at 0x90010'
at 0x60000000 null ''
at 0x80000010 null ''
finish
