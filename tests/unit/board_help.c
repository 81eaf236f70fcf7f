// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "board_help.h"

#include <stdarg.h>
#include <stdio.h>

#include "dts_help.h"

#define BUSES " #address-cells = <1>; #size-cells = <1>; ranges; "

struct board {
	uint32_t *seed;
	uint32_t cells_s, cells_t;
	int broken;
	size_t len;
	char text[1 << 14];
};

static struct board board;

uint32_t board_next(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

__attribute__((format(printf, 1, 2))) static void put(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	board.len += (size_t)vsnprintf(board.text + board.len, sizeof(board.text) - board.len,
				       format, args);
	va_end(args);
	ck_assert_uint_lt(board.len, sizeof(board.text));
}

static uint32_t below(uint32_t n)
{
	return board_next(board.seed, n);
}

static void put_smmu(const char *label, uint32_t at, uint32_t cells, uint32_t banks)
{
	put("%s: iommu@%x { compatible = \"%s\"; reg = <0x%x 0x1000>; #iommu-cells = <%u>;"
	    " #global-interrupts = <1>; interrupts = <", label, at,
	    below(4) ? "arm,mmu-500" : "arm,smmu-v2", at, cells);
	for (uint32_t n = 0; n <= banks; n++)
		put("%u ", n);
	put(">; ");
	if (!below(3))
		put("stream-match-mask = <%u>; ", 1u << below(5));
	put("};\n");
}

static void put_ids(uint32_t cells)
{
	static const uint32_t masks[] = { 0, 0, 0, 1, 2, 3, 7, 0xf };

	put(" 0x%x", below(3) ? below(0x20) : 0x10 * below(0x10));
	if (cells > 1)
		put(" 0x%x", masks[below(8)]);
}

/* The IOMMU of an entry: mostly s. */
static void put_target(uint32_t *cells)
{
	uint32_t which = below(12);

	*cells = which == 0 ? 1 : which == 1 ? board.cells_t : board.cells_s;
	if (board.broken && !below(24))
		put("0xdead");
	else
		put("&%s", which == 0 ? "v" : which == 1 ? "t" : "s");
}

static void put_master(uint32_t n)
{
	static const char *const kinds[] = { "v,dma", "v,usb", "v,gpu", "v,dma\", \"v,usb" };
	uint32_t entries = 1 + (!below(3) ? below(3) : 0), cells;

	put("m@%x { reg = <0x%x 0x100>; ", n, n);
	if (below(16))
		put("compatible = \"%s\"; ", kinds[below(4)]);
	if (!below(10))
		put("status = \"disabled\"; ");
	put("iommus = <");
	while (entries--) {
		put_target(&cells);
		put_ids(cells);
		put(" ");
	}
	put("%s>; };\n", board.broken && !below(24) ? "&s" : "");
}

static void put_row(uint32_t base, uint32_t length)
{
	uint32_t cells;

	put("0x%x ", base);
	put_target(&cells);
	put(" 0x%x", below(4) ? 0x100 * below(8) : below(0x20));
	if (cells > 1 && length == 1)
		put(" %u", below(2));
	put(" 0x%x ", length);
}

static void put_host(uint32_t n)
{
	static const uint32_t lengths[] = { 1, 1, 8, 0x100, 0x100, 0x1000, 0x10000 };
	uint32_t base = 0, rows = 1 + (!below(3) ? below(3) : 0);

	put("pci@%x { compatible = \"pci-host-ecam-generic\"; device_type = \"pci\";"
	    " #address-cells = <3>; #size-cells = <2>; reg = <0x%x 0x1000>; iommu-map = <",
	    n, 0x40000000 + n * 0x1000);
	while (rows--) {
		uint32_t length = lengths[below(7)];

		put_row(base, length);
		base += length;
	}
	put("%s>; ", board.broken && !below(12) ? "7" : "");
	if (!below(3))
		put("iommu-map-mask = <0x%x>; ", below(2) ? 0xff00 : 0xf8);
	if (!below(6))
		put("status = \"disabled\"; ");
	if (!below(3))
		put("dev@%u,0 { reg = <0x%x 0 0 0 0>; };", n, below(8) << 11);
	put("};\n");
}

const char *board_random(uint32_t *seed, uint32_t banks, int broken)
{
	uint32_t masters, hosts;

	board.seed = seed;
	board.broken = broken;
	board.len = 0;
	board.cells_s = 1 + !below(3);
	board.cells_t = 1 + !below(3);
	put("%.*s", (int)(sizeof(DTS("")) - sizeof(" };")), DTS(""));
	put_smmu("s", 0x1000, board.cells_s, banks);
	put_smmu("t", 0x2000, board.cells_t, 8);
	put("v: iommu@3000 { compatible = \"arm,smmu-v3\"; reg = <0x3000 0x1000>;"
	    " #iommu-cells = <1>; };\n");
	masters = 2 + below(6);
	hosts = below(2) ? below(3) : 0;
	for (uint32_t n = 0; n < masters; n++)
		put_master(n);
	for (uint32_t n = 0; n < hosts; n++)
		put_host(n);
	put("bus { compatible = \"simple-bus\";" BUSES "dma-ranges = <0x%x 0 0x10000000>;",
	    below(2) ? 0x80000000 : 0);
	put_master(0x20);
	put("}; };");
	return board.text;
}
