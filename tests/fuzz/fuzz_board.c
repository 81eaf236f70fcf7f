// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * A board of ours: two SMMUs, masters, a PCI host, labels. Written here, so
 * that the driver that replays needs no dtc.
 */
#include <libfdt.h>
#include <string.h>

#include "fuzz.h"

static char blob[8192] __attribute__((aligned(8)));

static void cells(const char *name, const uint32_t *values, unsigned int n)
{
	fdt32_t be[16];

	for (unsigned int k = 0; k < n; k++)
		be[k] = cpu_to_fdt32(values[k]);
	fuzz_must(!fdt_property(blob, name, be, (int)(n * 4)));
}

#define CELLS(name, ...) cells(name, (const uint32_t[]){ __VA_ARGS__ }, \
			       sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4)

static void text(const char *name, const char *value)
{
	fuzz_must(!fdt_property_string(blob, name, value));
}

static void begin(const char *name)
{
	fuzz_must(!fdt_begin_node(blob, name));
}

static void end(void)
{
	fuzz_must(!fdt_end_node(blob));
}

static void cpus(void)
{
	begin("cpus");
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 0);
	begin("cpu@0");
	text("device_type", "cpu");
	text("compatible", "arm,cortex-a57");
	CELLS("reg", 0);
	end();
	end();
}

static void iommu(const char *name, const char *compatible, uint32_t at, uint32_t n, uint32_t phandle)
{
	begin(name);
	text("compatible", compatible);
	CELLS("reg", at, 0x20000);
	CELLS("#iommu-cells", n);
	CELLS("#global-interrupts", 1);
	CELLS("interrupts", 0, 1, 4, 0, 2, 4, 0, 3, 4);
	CELLS("phandle", phandle);
	end();
}

static void master(const char *name, uint32_t at, uint32_t first, uint32_t second, uint32_t phandle)
{
	begin(name);
	text("compatible", "arm,pl330");
	CELLS("reg", at, 0x1000);
	CELLS("iommus", 1, first, second);
	CELLS("phandle", phandle);
	end();
}

static void host(void)
{
	begin("pcie@40000000");
	text("compatible", "pci-host-ecam-generic");
	text("device_type", "pci");
	CELLS("reg", 0x40000000, 0x10000000);
	CELLS("#address-cells", 3);
	CELLS("#size-cells", 2);
	CELLS("bus-range", 0, 255);
	CELLS("iommu-map", 0, 2, 0, 0x10000);
	CELLS("phandle", 5);
	end();
}

static void symbols(void)
{
	begin("__symbols__");
	text("smmu", "/iommu@10000000");
	text("smmu3", "/iommu@20000000");
	text("dma", "/dma@30000000");
	text("usb", "/usb@30010000");
	text("pcie", "/pcie@40000000");
	end();
}

static void write(void)
{
	fuzz_must(!fdt_create(blob, sizeof(blob)) && !fdt_finish_reservemap(blob));
	begin("");
	text("compatible", "fuzz,board");
	text("model", "Board of the fuzz targets");
	CELLS("#address-cells", 1);
	CELLS("#size-cells", 1);
	begin("chosen");
	text("bootargs", "console=ttyAMA0 iommu.strict=1");
	end();
	cpus();
	iommu("iommu@10000000", "arm,mmu-500", 0x10000000, 2, 1);
	iommu("iommu@20000000", "arm,smmu-v3", 0x20000000, 1, 2);
	master("dma@30000000", 0x30000000, 0x100, 0x3, 3);
	master("usb@30010000", 0x30010000, 0x200, 0, 4);
	host();
	symbols();
	end();
	fuzz_must(!fdt_finish(blob));
}

const void *fuzz_board(size_t *size)
{
	static bool written;

	if (!written)
		write();
	written = true;
	*size = fdt_totalsize(blob);
	return blob;
}
