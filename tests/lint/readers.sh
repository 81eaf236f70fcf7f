#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# What other programs make of a tree is data: which nodes, and in which of
# their versions. Judged by the sources of v2026.10-rc2, v2026.06.0, 4.22.0 and
# edk2-stable202605, with their history.
# shellcheck disable=SC2086 # $more is several options
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

needs dtc

# tree HOST [ROOT]: its iommu-map has rows of five cells
tree()
{
	{
		cat "$top/tests/lint/board.dtsi"
		cat <<-EOF
		/ { compatible = "${2:-vendor,board}"; };
		&pcie {
			status = "okay";
			compatible = "$1";
			iommu-map = <0x0 &smmu2 0x0 0x0 0x1>, <0x100 &smmu2 0x100 0x0 0x1>;
			iommus = <&smmu2 0x10 0x0>, <&smmu2 0x20 0x0>;
		};
		EOF
	} >"$tmp/board.dts"
	dtc -q -@ -f -I dts -O dtb -o "$tmp/board.dtb" "$tmp/board.dts"
}

# says NAME CONSUMER [PATTERN]: the findings of that program's own rules
says()
{
	iommuplan lint -q --consumer "$2" $more "$tmp/board.dtb"
	grep -E "\[($2|edk2|u-boot|xen|barebox|freebsd)-[a-z-]*\]" "$tmp/out" >"$tmp/found" || true
	if [ -n "${3:-}" ]; then
		expect "$1" 0 "$3" "$tmp/found"
	else
		is "$1" "" "$(cat "$tmp/found")"
	fi
}

more=
tree pci-host-ecam-generic
says "U-Boot, any host" u-boot 'dev_pci_iommu_enable reads four: .*\(v2023\.04 to v2026\.10-rc2\)'
says "Xen" xen 'dt_map_id reads four .*\(4\.21\.0 to 4\.22\.0\)'
says "edk2, the host it takes" edk2 'RootComplexNodeParser .*\(edk2-stable202511 to edk2-stable202605\)'
says "FreeBSD, one version" freebsd '\(main c9ee87df3d84\) \['
tree fsl,ls2088a-pcie
says "U-Boot, Layerscape" u-boot 'fdt_pcie_set_iommu_map_entry_ls .*\(v2017\.05 to '
says "barebox, Layerscape" barebox 'ls_pcie_get_iommu_handle .*\(v2020\.02\.0 to v2026\.06\.0\)'
tree vendor,pcie
says "barebox has no code for another host" barebox
says "edk2 has none either" edk2
tree vendor,pcie fsl,imx8qm
says "U-Boot on i.MX8" u-boot '24 bytes, but U-Boot.s config_smmu_fdt .*\(v2020\.01 to v2026\.10-rc2\)'

# Another file says otherwise, without another program.
mkdir "$tmp/d"
cat >"$tmp/d/readers.yaml" <<-'EOF'
driver: readers
title: "Others"
arch: [arm64]
behaviours:
  - {rule: xen-map-stride, compatible: "vendor,*", first: "5.0.0", last: "5.1.0", from: toy}
EOF
more="--schema-dir $tmp/d"
says "a directory of facts: versions" xen "toy reads four .*\(5\.0\.0 to 5\.1\.0\)"
says "a directory of facts: what is not in it is not reported" u-boot
sed -i 's/first: "5.0.0", //' "$tmp/d/readers.yaml"
iommuplan lint -q $more "$tmp/board.dtb"
expect "a row without its first version" 2 "readers.yaml:5:5: .*missing 'first'"
sed -i 's/last: /since: "6.1", first: "5.0.0", last: /' "$tmp/d/readers.yaml"
iommuplan lint -q $more "$tmp/board.dtb"
expect "a row with a version of Linux" 2 "unknown key 'since'"
finish
