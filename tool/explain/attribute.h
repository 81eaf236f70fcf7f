/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Lines of a kernel's log, and whom of a tree they concern. */
#ifndef EXPLAIN_ATTRIBUTE_H
#define EXPLAIN_ATTRIBUTE_H

#include "explain/claims.h"
#include "explain/device_names.h"
#include "explain/log_line.h"

/* Why it came to this, and what to do. */
#define LOG_CAUSES(C) \
	C(UNMAPPED, "unmapped-address", "the device used an address that its driver has not mapped, or has unmapped", "look for DMA before dma_map_*(), after dma_unmap_*() or beyond a buffer, for a display or a ring that the boot loader left running, and for a DMA mask or dma-ranges that truncate the address") \
	C(NOT_ATTACHED, "master-not-attached", "a master in the tree has this stream ID, but it is not attached to a domain", "check whether the master's driver is loaded and has probed; the boot loader may also have left the device running") \
	C(BAD_TABLES, "not-as-linux-writes-it", "Linux does not write such a stream table entry: a stream that no master uses is aborted without an event, or with event 0x02", "look for transactions that the master cannot make with its domain (a substream ID, ATS), for DMA while its domain was changed, or for firmware that writes the tables") \
	C(DISABLED, "node-disabled", "only disabled nodes use this stream", "the device does DMA although its node is disabled: look for a boot loader or firmware that left it running, or for another node that describes it") \
	C(NOBODY, "nobody-in-this-tree", "no node of the tree has this stream ID", "add the stream ID to the iommus or iommu-map of the device that uses it") \
	C(NO_MASTER, "no-master-in-this-tree", "no node of the tree names this IOMMU", "add it to the iommus or iommu-map of the device that uses it") \
	C(ACPI, "booted-from-acpi", "only ACPI gives the IOMMU such a name: the kernel was not booted with a device tree", "look its streams up in the IORT, or take the log of a boot with the device tree") \
	C(BOOTLOADER, "boot-loader-fills-in", "no node has this stream ID, but the boot loader has to fill in an iommu-map", "compare with the tree that the kernel was given: /sys/firmware/fdt") \
	C(ABSENT, "not-in-this-tree", "the tree has no such device", "compare with the tree that the kernel was given: /sys/firmware/fdt") \
	C(OTHER_TREE, "disabled-in-this-tree", "the kernel probes the IOMMU, but its node is disabled in this tree", "compare with the tree that the kernel was given: /sys/firmware/fdt") \
	C(CLIENT, "memory-controller-client", "the line names a client of the memory controller, and the tree does not show which device that is", "look the client up in drivers/memory/tegra/: its swgroup is the cell of the device's iommus") \
	C(UNNAMED, "name-not-in-this-tree", "the line names a device, but no node of the tree, or more than one, has that name", "if the device has an of_node in /sys, that is its node; compare with the tree that the kernel was given: /sys/firmware/fdt") \
	C(MAP_READ, "iommu-map-not-as-written", "this kernel cannot read the entries of iommu-map as they are written", "'iommuplan lint' reports the entry; 'iommuplan explain -b FILE NODE' explains the host") \
	C(FIRMWARE_KEEPS, "firmware-keeps-the-stream", "the hypervisor or firmware owns the stream whose register the driver writes, or the IOMMU has no clock or power", "declare such streams as reserved-streams in .iommuplan.yaml: lint then reports the masters that name them") \
	C(NOT_TOLD, "not-in-the-line", "the line does not show which master it was", "") \
	C(SAME, "same-stream-twice", "two devices have the same stream ID", "an SMMUv3 stream can belong to only one device") \
	C(NO_PROBE, "iommu-probe-failed", "the IOMMU failed to probe: its masters have no IOMMU, or their probes are deferred", "'iommuplan explain -b FILE NODE' explains the IOMMU's node") \
	C(WAITS, "supplier-missing", "the probe waits for a supplier", "load or build in the driver of the supplier, or enable its node") \
	C(GAVE_UP, "supplier-given-up", "the kernel no longer waits for a supplier", "have the driver of the supplier built in or in the initramfs, or enable its node; deferred_probe_timeout= sets how long the kernel waits") \
	C(STUCK, "no-answer", "the IOMMU or what connects it has no clock or power, or a transaction does not end", "check the clocks, power-domains and interconnects of the IOMMU's node, and what its masters did at that time") \
	C(SETUP, "iommu-setup-failed", "the kernel could not set up the IOMMU for the device", "look for errors of the IOMMU before this line; the device's DMA fails unless the IOMMU passes it untranslated") \
	C(NO_IOMMU, "iommu-missing", "the kernel stopped waiting for the IOMMU", "build in the IOMMU's driver and those of its suppliers") \
	C(EITHER, "iommu-or-power-domain-missing", "the kernel stopped waiting for the IOMMU or for the power domain", "build in the drivers of both, and of their suppliers") \
	C(TABLES, "page-tables-out-of-reach", "the driver allocates page tables above 4 GiB, but the IOMMU reads only 32 bits of their addresses", "use a kernel whose driver allocates below 4 GiB, such as 6.12, or limit RAM to below 4 GiB with mem=") \
	C(BEYOND, "buffer-out-of-reach", "the memory that a driver wants to map is above 4 GiB, and the IOMMU can only output 32-bit addresses", "limit RAM to below 4 GiB with mem=; a DMA mask does not help, because it limits the address before translation") \
	C(PREDICTION, "prediction", "the prediction may be wrong", "report it") \
	C(NONE, "none", "", "")

enum log_cause {
#define LOG_CAUSE_ENUM(id, slug, text, fix) LOG_CAUSE_##id,
	LOG_CAUSES(LOG_CAUSE_ENUM)
#undef LOG_CAUSE_ENUM
};

extern const char *const log_cause_slugs[], *const log_cause_texts[], *const log_cause_fixes[];

struct attributor {
	struct claims *claims;
	const struct device_names *names;
	const struct pci_hosts *hosts;
	const struct bus_addresses *addresses;
	struct log_state state;
	uint32_t gave_up;	/* node of the IOMMU that waited for a supplier no longer; 0, the root: none */
};

struct attributed {
	struct log_line line;
	enum log_cause cause;
	uint32_t device;	/* node whose name the line has, or IOP_NO_NODE */
	uint32_t iommu;		/* index in the plan, or IOP_NONE */
	bool absent;		/* the line names a device by its address, and the tree has none there */
	const struct iop_driver *driver;	/* where @iommu is not known; or NULL */
	struct vec masters;	/* uint32_t: nodes; each once */
	bool more;		/* there are very many, and these are some */
	bool failed;		/* out of memory: not all of them */
	bool by_address;	/* the only master has another name than the line says */
	const char *function;	/* in the line: a PCI function, whose host is the master; or NULL */
	size_t function_len;
	bool known;		/* false: the line does not show which masters */
	uint32_t supplier;	/* the node that the line says the device waits for, or IOP_NO_NODE */
	uint32_t owner;		/* the node that the CPU sees at the fault's address, or IOP_NO_NODE */
	bool window;		/* of @owner: in a window of a PCI host */
	uint64_t address;	/* of the fault, if @owner is there */
	const struct claim *nearest;	/* where nobody names the stream, or NULL */
};

/*
 * attribute_line - whom the line concerns; false: no line about an IOMMU
 * @out: its masters to be freed with attributed_free()
 */
bool attribute_line(struct attributor *a, const char *line, size_t len, struct attributed *out);

/*
 * attribute_device - the node whose device name is the first in the line, else an
 * IOMMU of another name that is where a name says; or IOP_NO_NODE
 * @absent: true if the line begins with a device's name and address, and there is none
 */
uint32_t attribute_device(const struct device_names *names,
			  const char *line, size_t len, bool *absent);

/* attribute_stream - the same for a stream ID; @iommu may be IOP_NONE */
void attribute_stream(struct claims *claims, uint32_t iommu, uint32_t id,
		      struct attributed *out);
void attributed_free(struct attributed *out);

#endif
