/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _GNU_SOURCE		/* memmem() */
#include "input/tree_kind.h"

#include <string.h>

/* How a cpu's compatible, or its name, begins. */
static const struct { const char *start, *arch; } others[] = {
	{ "riscv", "RISC-V" },
	{ "PowerPC", "PowerPC" },
	{ "ibm,power", "PowerPC" },
	{ "fsl,e5500", "PowerPC" },
	{ "fsl,e6500", "PowerPC" },
	{ "fsl,e500", "PowerPC" },
	{ "mips,", "MIPS" },
	{ "mti,", "MIPS" },
	{ "img,mips", "MIPS" },
	{ "brcm,bmips", "MIPS" },
	{ "brcm,mips", "MIPS" },
	{ "cavium,octeon", "MIPS" },
	{ "ingenic,xburst", "MIPS" },
	{ "loongson,gs", "MIPS" },
	{ "loongson,la", "LoongArch" },
	{ "snps,arc", "ARC" },
	{ "opencores,or1", "OpenRISC" },
	{ "cdns,xtensa", "Xtensa" },
	{ "xlnx,microblaze", "MicroBlaze" },
	{ "altr,nios2", "Nios II" },
	{ "altr,juno", "Nios II" },
	{ "intel,x86", "x86" },
	{ "intel,ce4100", "x86" },
	{ "renesas,sh", "SuperH" },
	{ "jcore,", "SuperH" },
	{ "csky,", "C-SKY" },
	{ "qcom,hexagon", "Hexagon" },
};
#define N_OTHERS (sizeof(others) / sizeof(others[0]))

static const char *begins_like(const char *s)
{
	for (size_t i = 0; i < N_OTHERS; i++)
		if (!strncmp(s, others[i].start, strlen(others[i].start)))
			return others[i].arch;
	return NULL;
}

/* Most specific first: what any of a node's strings says, its name's last. */
static const char *arch_of(const struct iop_tree *t, uint32_t cpu)
{
	struct iop_cells value = iop_prop(t, cpu, IOP_P_COMPATIBLE);
	const char *at = (const char *)value.at, *end;
	const char *arch;

	if (!value.left)
		return begins_like(iop_node_name(t, cpu));
	end = at + value.left;
	while (at < end) {
		const char *nul = memchr(at, 0, (size_t)(end - at));

		if (!nul)
			break;
		arch = begins_like(at);
		if (arch)
			return arch;
		at = nul + 1;
	}
	return begins_like(iop_node_name(t, cpu));
}

static bool is_cpu(const struct iop_tree *t, uint32_t node)
{
	const char *type = iop_prop_string(t, node, IOP_P_DEVICE_TYPE);
	const char *name = iop_node_name(t, node);

	return (type && !strcmp(type, "cpu")) || !strcmp(name, "cpu") ||
	       !strncmp(name, "cpu@", 4);
}

static uint32_t with_child(const struct iop_tree *t, uint32_t from, const char *name)
{
	uint32_t n = from ? t->nodes[from].end : 1;

	while (n < t->count && iop_child_named(t, n, name) == IOP_NO_NODE)
		n = t->nodes[n].end;
	return n < t->count ? n : IOP_NO_NODE;
}

bool tree_has_fragments(const struct iop_tree *t)
{
	return with_child(t, 0, "__overlay__") != IOP_NO_NODE ||
	       with_child(t, 0, "__dormant__") != IOP_NO_NODE;
}

/* Samsung's trees of Exynos 850 have a stray fragment: a board is what has cpus. */
bool tree_is_overlay(const struct iop_tree *t)
{
	return iop_child_named(t, 0, "cpus") == IOP_NO_NODE && tree_has_fragments(t);
}

unsigned int tree_dormant(const struct iop_tree *t)
{
	unsigned int found = 0;
	uint32_t n = 0;

	while ((n = with_child(t, n, "__dormant__")) != IOP_NO_NODE)
		found++;
	return found;
}

enum tree_kind tree_kind(const struct iop_tree *t, const char **arch)
{
	uint32_t cpus = iop_child_named(t, 0, "cpus");
	bool any = false;

	if (tree_is_overlay(t))
		return TREE_OVERLAY;
	if (cpus == IOP_NO_NODE)
		return TREE_WITHOUT_CPUS;
	for (uint32_t n = cpus + 1; n < t->nodes[cpus].end; n = t->nodes[n].end) {
		if (!is_cpu(t, n))
			continue;
		any = true;
		*arch = arch_of(t, n);
		if (*arch)
			return TREE_OF_OTHERS;
	}
	return any ? TREE_ARM : TREE_WITHOUT_CPUS;
}

static uint32_t cell(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

/* Bytes of the token at @at and what belongs to it, at most @left; 0: none. */
static size_t token(const uint8_t *at, size_t left, int *depth)
{
	const uint8_t *nul;
	size_t n = 4;

	if (left < 12)
		return 0;
	switch (cell(at)) {
	case 1:
		nul = memchr(at + 4, 0, left - 4);
		n = nul ? (size_t)(nul - at) + 1 : 0;
		++*depth;
		break;
	case 2:
		--*depth;
		break;
	case 3:
		n = (size_t)cell(at + 4) + 12;
		break;
	case 4:
		break;
	default:
		return 0;
	}
	n = (n + 3) & ~(size_t)3;
	return n < left ? n : 0;
}

/* Bytes from the first token of a node to its end. */
static size_t node_length(const uint8_t *at, size_t left)
{
	size_t length = 0, n;
	int depth = 0;

	do {
		n = token(at + length, left - length, &depth);
		length += n;
	} while (n && depth > 0);
	return n ? length : 0;
}

bool tree_kind_plain(const void *blob, size_t size)
{
	static const char cpus[] = "\0\0\0\1cpus\0\0\0";
	const uint8_t *at = memmem(blob, size, cpus, sizeof(cpus));
	size_t before = at ? (size_t)(at - (const uint8_t *)blob) : size;
	size_t length = at ? node_length(at, size - before) : 0;

	/* The cpus of an overlay are below its __overlay__. */
	return length && memmem(at, length, "arm,", 4) && !memmem(at, length, "riscv", 5) &&
	       !memmem(blob, before, "__overlay__", 11) &&
	       !memmem(blob, before, "__dormant__", 11);
}
