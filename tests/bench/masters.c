// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Draws a tree of many masters behind one IOMMU, for the benchmark.
 *
 *	masters COMPATIBLE CELLS COUNT > tree.dtb
 */
#include <libfdt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PHANDLE 1u
#define BYTES_EACH 160u

static int head(void *fdt, const char *compatible, uint32_t cells)
{
	return fdt_begin_node(fdt, "") ||
	       fdt_property_string(fdt, "compatible", "example,many") ||
	       fdt_property_u32(fdt, "#address-cells", 1) ||
	       fdt_property_u32(fdt, "#size-cells", 1) ||
	       fdt_begin_node(fdt, "iommu@10000000") ||
	       fdt_property_string(fdt, "compatible", compatible) ||
	       fdt_property_u32(fdt, "#iommu-cells", cells) ||
	       fdt_property_u32(fdt, "phandle", PHANDLE) || fdt_end_node(fdt);
}

static int master(void *fdt, uint32_t n, uint32_t cells)
{
	uint32_t list[3] = { cpu_to_fdt32(PHANDLE), cpu_to_fdt32(n), 0 };
	char name[32];

	snprintf(name, sizeof(name), "dma@%x", 0x20000000 + n * 0x1000);
	return fdt_begin_node(fdt, name) ||
	       fdt_property_string(fdt, "compatible", "example,dma-engine") ||
	       fdt_property_u32(fdt, "reg", 0x20000000 + n * 0x1000) ||
	       fdt_property(fdt, "iommus", list, (int)(4 + 4 * cells)) ||
	       fdt_end_node(fdt);
}

int main(int argc, char **argv)
{
	uint32_t cells = argc == 4 ? (uint32_t)strtoul(argv[2], NULL, 10) : 3;
	uint32_t count = argc == 4 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0;
	size_t room = 4096 + (size_t)count * BYTES_EACH;
	void *fdt = malloc(room);
	int bad = !fdt || cells > 2 || fdt_create(fdt, (int)room) ||
		  fdt_finish_reservemap(fdt) || head(fdt, argv[1], cells);

	for (uint32_t n = 0; !bad && n < count; n++)
		bad = master(fdt, n, cells);
	bad = bad || fdt_end_node(fdt) || fdt_finish(fdt) ||
	      fwrite(fdt, fdt_totalsize(fdt), 1, stdout) != 1;
	free(fdt);
	return bad;
}
