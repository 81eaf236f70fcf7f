/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The names of all properties that the library reads. Each has a bit in @has of a
 * node, so that a missing property costs nothing; there can be 64.
 */
#ifndef IOP_PROP_NAMES_H
#define IOP_PROP_NAMES_H

#define IOP_PROPS(P) \
	P(COMPATIBLE, "compatible") \
	P(STATUS, "status") \
	P(PHANDLE, "phandle") \
	P(LINUX_PHANDLE, "linux,phandle") \
	P(REG, "reg") \
	P(MODEL, "model") \
	P(DEVICE_TYPE, "device_type") \
	P(IOMMUS, "iommus") \
	P(IOMMU_CELLS, "#iommu-cells") \
	P(IOMMU_MAP, "iommu-map") \
	P(IOMMU_MAP_MASK, "iommu-map-mask") \
	P(STREAM_MATCH_MASK, "stream-match-mask") \
	P(MMU_MASTERS, "mmu-masters") \
	P(STREAM_ID_CELLS, "#stream-id-cells") \
	P(LARBS, "mediatek,larbs") \
	P(LARB_ID, "mediatek,larb-id") \
	P(IOMMU_ADDRESSES, "iommu-addresses") \
	P(IOMMU_RANGES, "iommu-ranges") \
	P(DMA_RANGES, "dma-ranges") \
	P(RANGES, "ranges") \
	P(ADDRESS_CELLS, "#address-cells") \
	P(SIZE_CELLS, "#size-cells") \
	P(DMA_COHERENT, "dma-coherent") \
	P(DMA_NONCOHERENT, "dma-noncoherent") \
	P(MEMORY_REGION, "memory-region") \
	P(PASID_BITS, "pasid-num-bits") \
	P(CAN_STALL, "dma-can-stall") \
	P(EXTERNAL_FACING, "external-facing") \
	P(ATS, "ats-supported") \
	P(MSI_MAP, "msi-map") \
	P(MSI_PARENT, "msi-parent") \
	P(MSI_MAP_MASK, "msi-map-mask") \
	P(MSI_CELLS, "#msi-cells") \
	P(BUS_RANGE, "bus-range") \
	P(PCI_DOMAIN, "linux,pci-domain") \
	P(INTERRUPTS, "interrupts") \
	P(INTERRUPTS_EXTENDED, "interrupts-extended") \
	P(INTERRUPT_CELLS, "#interrupt-cells") \
	P(INTERRUPT_PARENT, "interrupt-parent") \
	P(GLOBAL_INTERRUPTS, "#global-interrupts") \
	P(INTERCONNECTS, "interconnects") \
	P(INTERCONNECT_NAMES, "interconnect-names") \
	P(INTERCONNECT_CELLS, "#interconnect-cells") \
	P(IPMMU_MAIN, "renesas,ipmmu-main") \
	P(SECURE_ID, "qcom,iommu-secure-id") \
	P(CTX_ASID, "qcom,ctx-asid") \
	P(NCB, "qcom,ncb") \
	P(BOOTARGS, "bootargs") \
	P(NO_MAP, "no-map") \
	P(DISPLAY, "display") \
	P(CLOCKS, "clocks") \
	P(CLOCK_CELLS, "#clock-cells") \
	P(CLOCK_NAMES, "clock-names") \
	P(DMAS, "dmas") \
	P(POWER_DOMAINS, "power-domains") \
	P(POWER_DOMAIN_CELLS, "#power-domain-cells") \
	P(RESETS, "resets") \
	P(RESET_CELLS, "#reset-cells") \
	P(ASSIGNED_CLOCKS, "assigned-clocks") \
	P(ASSIGNED_PARENTS, "assigned-clock-parents") \
	P(MEMORY_CONTROLLER, "nvidia,memory-controller") \
	P(XEN_PASSTHROUGH, "xen,passthrough")

enum iop_prop {
#define IOP_PROP_ENUM(id, text) IOP_P_##id,
	IOP_PROPS(IOP_PROP_ENUM)
#undef IOP_PROP_ENUM
	IOP_PROP_COUNT
};

#endif
