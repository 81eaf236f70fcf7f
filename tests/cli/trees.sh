#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Trees that mainline's boards are not: PCI hosts without device_type, IOMMUs
# that no property names, other architectures.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc jq

cd "$tmp"
cpus='cpus { #address-cells = <1>; #size-cells = <0>;
	cpu@0 { device_type = "cpu"; compatible = "arm,cortex-a57"; reg = <0>; }; };'
smmu='smmu: iommu@9050000 { compatible = "arm,smmu-v3"; reg = <0x9050000 0x20000>;
	interrupts = <0 74 1 0 75 1 0 76 1>; interrupt-names = "eventq", "cmdq-sync", "gerror";
	#iommu-cells = <1>; };'

# tree FILE NODES
tree()
{
	printf '/dts-v1/; / { #address-cells = <1>; #size-cells = <1>; %s };\n' "$2" >"$1"
}

# host NAME PROPERTIES
host()
{
	echo "$1 { compatible = \"pci-host-ecam-generic\"; reg = <0x${1#*@} 0x1000000>;
		bus-range = <0 0xff>; #address-cells = <3>; #size-cells = <2>; $2 };"
}
map='iommu-map = <0 &smmu 0 0x10000>;'

# of_bus_pci_match(), of_iommu_configure(): booted on 5.10, 6.1, 6.12 and 7.2
for name in pcie@10000000 bridge@10000000; do
	tree "${name%@*}.dts" "$cpus $smmu $(host "$name" "$map")"
	for kernel in 5.10 6.1 6.12 7.2; do
		iommuplan plan -k "$kernel" -f json "${name%@*}.dts"
		expect "$name without device_type, $kernel" 0 \
			"\"groups\":\\[\\{\"key\":.*\"devices\":\\[\"/$name\"" out
	done
	iommuplan lint -q --notes "${name%@*}.dts"
	expect "$name: nothing to find" 0
	is "$name: nothing is found" "" "$(grep -v '^[0-9]' out || true)"
done
tree other.dts "$cpus $smmu pcie@10000000 { compatible = \"x\"; reg = <0x10000000 0x1000>; $map };"
iommuplan lint -f json other.dts
expect "an iommu-map on what has no PCI addresses" 0 iommu-map-never-read out

tree twin.dts "$cpus $smmu $(host pcie@10000000 "$map") $(host pcie@20000000 "$map")
	$(host pcie@30000000 'device_type = "pci";')"
iommuplan lint -f json twin.dts
expect "a host that lost its map" 0 '"rule":"pci-twin-without-iommu-map","severity":"warning","node":"/pcie@30000000"' out
is "is warned of once" 1 "$(grep -c 'pcie@30000000"' out)"
expect "naming the others' IOMMU" 0 '/pcie@10000000, a similar PCI host, refers to /iommu@9050000' out
tree alone.dts "$cpus $smmu $(host pcie@30000000 'device_type = "pci";')"
iommuplan lint -f json alone.dts
expect "a host that is alone" 0 '"rule":"pci-host-without-iommu-map","severity":"note"' out
expect "beside one IOMMU, which is named" 0 'though the board has /iommu@9050000"' out
tree two.dts "$cpus $smmu $(echo "$smmu" | sed 's/9050000/9150000/g; s/smmu:/other:/')
	$(host pcie@30000000 'device_type = "pci";')"
iommuplan lint -f json two.dts
expect "beside two, neither of which is meant" 0 'though the board has several IOMMUs"' out
tree single.dts "$cpus i: iommu@fdb50800 { compatible = \"rockchip,rk3568-iommu\"; reg = <0xfdb50800 0x40>;
	#iommu-cells = <0>; }; video-codec@fdb50000 { compatible = \"x\"; reg = <0xfdb50000 0x800>; iommus = <&i>; };
	$(host pcie@30000000 'device_type = "pci";')"
iommuplan lint -f json single.dts
expect "a host beside an IOMMU for one master" 0
is "is not what that IOMMU is for" 0 "$(grep -c pci-host-without-iommu-map out)"
tree codecs.dts "$cpus i: iommu@fdb50800 { compatible = \"rockchip,rk3568-iommu\"; reg = <0xfdb50800 0x40>;
	#iommu-cells = <0>; }; video-codec@fdb50000 { compatible = \"x\"; reg = <0xfdb50000 0x800>; iommus = <&i>; };
	video-codec@fdb60000 { compatible = \"x\"; reg = <0xfdb60000 0x800>; };"
iommuplan lint -f json codecs.dts
expect "a codec whose like has such an IOMMU" 0 '"rule":"twin-without-iommus".*"node":"/video-codec@fdb60000"' out

# Older vendor kernels name masters from the IOMMU's side.
tree cells.dts "$cpus sysmmu@13a00000 { compatible = \"samsung,exynos7420-sysmmu\";
	reg = <0x13a00000 0x1000>; };"
iommuplan plan cells.dts
expect "an IOMMU without #iommu-cells" 0 '1 IOMMU has no #iommu-cells: .* not known' out
is "is named" 1 "$(grep -c '^ *  /sysmmu@13a00000$' out)"
is "and denied by nothing" "" "$(grep 'no IOMMU in' out || true)"
tree none.dts "$cpus iommuc@1000 { compatible = \"brcm,bcm2712-iommuc\"; reg = <0x1000 0x100>; };"
iommuplan plan none.dts
expect "a cache of one is none" 0 'no IOMMU in this tree' out

# Known by their cpus.
cpu()
{
	tree "$1.dts" "cpus { #address-cells = <1>; #size-cells = <0>;
		$2 { device_type = \"cpu\"; reg = <0>; $3 }; }; $smmu"
}
cpu riscv cpu@0 'compatible = "sifive,u74", "riscv";'
cpu ppc PowerPC,8572@0 ''
cpu mips cpu@0 'compatible = "mips,mips24KEc";'
cpu arm64 cpu@0 'compatible = "apple,icestorm";'
for command in plan lint 'build -o d'; do
	# shellcheck disable=SC2086 # two words
	iommuplan $command riscv.dts
	expect "$command of RISC-V" 3 'riscv.dts: is the tree of a RISC-V machine; only arm and arm64'
done
iommuplan plan ppc.dts
expect "PowerPC, by name" 3 'PowerPC machine'
iommuplan plan mips.dts
expect "MIPS" 3 'MIPS machine'
iommuplan plan arm64.dts
expect "a core of somebody else's" 0
is "without a remark" "" "$(cat err)"
tree bare.dts "$smmu"
iommuplan plan bare.dts
expect "no cpus" 0 'bare.dts: has no /cpus node: assumed to be arm64'
iommuplan plan --arch arm bare.dts
is "not with --arch" "" "$(cat err)"
tree stray.dts "cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { device_type = \"cpu\";
	compatible = \"arm,armv8\"; reg = <0>; }; }; $smmu
	fragment@lcd { target-path = \"/\"; __overlay__ { panel { }; }; };"
iommuplan plan -f json stray.dts
expect "a board with a stray fragment" 0
is "is a tree" active "$(jq -r '.iommus[].state' out)"
tree fixups.dts "$cpus $smmu dma@1000 { compatible = \"x\"; reg = <0x1000 0x100>; iommus = <&smmu 1>; };
	__local_fixups__ { dma@1000 { iommus = <0>; }; };"
iommuplan plan -f json fixups.dts
expect "what dtc notes of phandles" 0
is "are no masters" /dma@1000 "$(jq -r '(.devices + .unprotected)[].path' out)"
mkdir many
for name in riscv mips arm64; do
	dtc -q -O dtb -o "many/$name.dtb" "$name.dts"
done
iommuplan plan -f json many
expect "in a directory" 0 '^iommuplan: 2 overlays, trees of other architectures or images without a tree skipped'
is "the one of ours is planned" 1 "$(wc -l <out | tr -d ' ')"
iommuplan report -q -o pages many
expect "report of the directory" 0
is "has that board alone" arm64.dtb "$(sed -n 's/.*"board":"\([^"]*\)".*/\1/p' pages/data.json | sort -u)"
{
	head -c 56 /dev/zero
	printf 'RSC\005'
	head -c 4000 /dev/zero
	printf 'Linux version 6.12.1-riscv64 (a@b) #1\n\0'
} >riscv-image
iommuplan plan riscv-image
expect "a kernel of RISC-V" 3 '^iommuplan: riscv-image: is a kernel image of Linux 6.12.1-riscv64 without a device tree$'

finish
