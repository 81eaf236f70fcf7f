#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#
# Trees that virtual machine monitors write, after their sources of 2026-08. Who
# judges the plans: the monitors' own comments, the bindings they name, and
# grant_dma_iommu_probe_device(), which gives no group to anybody.
set -eu
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
needs dtc jq

cd "$tmp"
# seen TREE: "GROUP-COUNT unprotected..." and the findings
seen()
{
	iommuplan plan -q -f json "$top/tests/cli/vmm/$1.dts"
	jq -r '[(.iommus[] | .path + " " + .state), (.groups[] | .devices | join(" ")),
		(.unprotected[] | .path + " " + .reason)] | join(", ")' out >plan
	iommuplan lint -q -f json "$top/tests/cli/vmm/$1.dts"
	jq -r '.rule + " " + .node' out >findings
}
seen cloud-hypervisor
is "cloud-hypervisor: all of segment 0" \
	"/pci@30000000/virtio_iommu@8 active, /pci@30000000" "$(cat plan)"
is "segment 1 has none" "pci-twin-without-iommu-map /pci@31000000" "$(cat findings)"
iommuplan explain -b "$top/tests/cli/vmm/cloud-hypervisor.dts" 00:03.0
expect "a requester" 0 'stream 0x18 of /pci@30000000/virtio_iommu@8' out
seen xen
is "Xen: grants are no groups" \
	"/xen_iommu active, /virtio@2000000 driver-cannot-translate" "$(cat plan)"
is "nor a reason to have the PCI host mapped" "master-unprotected /virtio@2000000" "$(cat findings)"
seen crosvm
is "crosvm: of pKVM's guests no mainline driver" \
	"/pviommu0 no-driver, /pviommu1 no-driver, /platform@40000000/edu@0 no-linux-driver, /platform@40000000/dma@1000 no-linux-driver" \
	"$(cat plan)"
is "named once" "iommu-no-driver /pviommu0" "$(cat findings)"
seen kvmtool
is "kvmtool: no IOMMU" " " "$(cat plan) $(cat findings)"
finish
