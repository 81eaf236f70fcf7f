// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "pci_bus_help.h"

#include <string.h>

#include "facts/builtin.h"

#define MOST 64

struct iop_pci bus_made;

static struct iop_pci_function functions[MOST];
static uint64_t memory[16384];
static struct iop_view view;
static struct iop_pci_kernel kernel;

void bus_is_of(const struct iop_pci_function *list, uint32_t count)
{
	uint32_t twice;

	ck_assert_uint_le(count, MOST);
	memcpy(functions, list, count * sizeof(*list));
	bus_made = (struct iop_pci){ functions, count };
	ck_assert_int_eq(iop_pci_arrange(&bus_made, &twice), IOP_PCI_E_OK);
}

static const char *bootargs;

void bus_args(const char *text)
{
	bootargs = text;
}

struct iop_pci_kernel *bus_judge(uint32_t version)
{
	struct iop_target target = { .version = version };
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_view_build(&view, &iop_builtin_facts, &target, &a));
	ck_assert(iop_pci_read_acs(&kernel, &bus_made, &view, bootargs, &a));
	return &kernel;
}

static bool has_letter(const void *ctx, uint32_t function)
{
	return ((const char *)ctx)[function] != 0;
}

void expect_groups(uint32_t version, const char *letters)
{
	const struct iop_pci_kernel *k = bus_judge(version);
	char is[MOST + 1] = "", next = 'a';
	uint32_t peer;

	for (uint32_t n = 0; n < bus_made.count; n++) {
		struct iop_pci_groups groups = { has_letter, is };

		is[n] = iop_pci_group(k, n, &groups, &peer) ? is[peer] : next++;
	}
	ck_assert_msg(!strcmp(is, letters), "Linux %u.%u: groups %s, not %s",
		      version >> 24, version >> 16 & 0xff, is, letters);
}
