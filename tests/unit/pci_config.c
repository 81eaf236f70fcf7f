// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Configuration space, sound and hostile, and the order of a bus. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "pci_bus_help.h"

Suite *pci_config_suite(void);

static uint8_t space[4096];
static struct iop_pci_function f;

static void put(uint32_t at, uint32_t value, uint32_t bytes)
{
	while (bytes--) {
		space[at++] = (uint8_t)value;
		value >>= 8;
	}
}

/* A function of @kind with an empty capability list. */
static void blank(uint8_t kind)
{
	memset(space, 0, sizeof(space));
	put(0x00, 0x10001af4, 4);
	put(0x0e, kind, 1);
}

/* The PCI Express capability at @at. */
static void express(uint8_t at, enum iop_pci_type type)
{
	put(0x06, 0x10, 2);
	put(0x34, at, 1);
	put(at, 0x10, 2);
	put(at + 2u, 2u | (uint32_t)type << 4, 2);
}

static enum iop_pci_error read_space(size_t size)
{
	f = (struct iop_pci_function){ .rid = 0 };
	return iop_pci_read(&f, space, size);
}

static void expect_ok(size_t size, enum iop_pci_type type)
{
	ck_assert_int_eq(read_space(size), IOP_PCI_E_OK);
	ck_assert_uint_eq(f.type, type);
}

START_TEST(a_conventional_device)
{
	blank(0);
	put(0x2c, 0x22221111, 4);
	expect_ok(64, IOP_PCI_CONVENTIONAL);
	ck_assert_uint_eq(f.vendor, 0x1af4);
	ck_assert_uint_eq(f.device, 0x1000);
	ck_assert_uint_eq(f.sub_vendor, 0x1111);
	ck_assert_uint_eq(f.sub_device, 0x2222);
	ck_assert(!f.bridge && !f.multifunction && !f.acs && !f.cut);
}
END_TEST

START_TEST(a_root_port_with_acs)
{
	blank(0x81);
	put(0x18, 0x00050300, 4);
	express(0x54, IOP_PCI_ROOT_PORT);
	put(0x100, 0x14810001, 4);	/* AER, then ACS at 0x148 */
	put(0x148, 0x0001000d, 4);
	put(0x14c, 0x001d005f, 4);
	expect_ok(4096, IOP_PCI_ROOT_PORT);
	ck_assert(f.bridge && f.multifunction && f.acs && !f.cut);
	ck_assert_uint_eq(f.secondary, 3);
	ck_assert_uint_eq(f.subordinate, 5);
	ck_assert_uint_eq(f.acs_cap, 0x5f);
	ck_assert_uint_eq(f.acs_ctrl, 0x1d);
}
END_TEST

START_TEST(a_capability_behind_another)
{
	blank(0);
	express(0x80, IOP_PCI_DOWNSTREAM);
	put(0x34, 0x42, 1);		/* the low two bits are not looked at */
	put(0x40, 0x8005, 2);
	expect_ok(4096, IOP_PCI_DOWNSTREAM);
}
END_TEST

START_TEST(extended_space_not_seen)
{
	blank(0);
	express(0x40, IOP_PCI_ENDPOINT);
	expect_ok(256, IOP_PCI_ENDPOINT);
	ck_assert(f.cut && !f.acs);
}
END_TEST

START_TEST(function_one_is_never_alone)
{
	blank(0);
	f = (struct iop_pci_function){ .rid = RID(1, 0, 1) };
	ck_assert_int_eq(iop_pci_read(&f, space, 64), IOP_PCI_E_OK);
	ck_assert(f.multifunction);
	put(0, UINT32_MAX, 4);		/* unless it is a virtual one */
	ck_assert_int_eq(iop_pci_read(&f, space, 64), IOP_PCI_E_OK);
	ck_assert(!f.multifunction);
}
END_TEST

START_TEST(too_little)
{
	blank(0);
	for (size_t size = 0; size < 64; size++)
		ck_assert_int_eq(read_space(size), IOP_PCI_E_SHORT);
	express(0x40, IOP_PCI_ENDPOINT);
	ck_assert_int_eq(read_space(64), IOP_PCI_E_NO_CAPABILITIES);
}
END_TEST

START_TEST(odd_header)
{
	for (uint8_t kind = 3; kind < 0x80; kind++) {
		blank(kind);
		ck_assert_int_eq(read_space(64), IOP_PCI_E_HEADER);
	}
}
END_TEST

START_TEST(a_bridge_to_cards)
{
	blank(2);
	put(0x18, 0x00050300, 4);
	ck_assert_int_eq(read_space(64), IOP_PCI_E_OK);
	ck_assert(f.bridge);
	ck_assert_uint_eq(f.secondary, 3);
}
END_TEST

/* Extended capabilities that end in ones, or lead back to the plain ones. */
START_TEST(extended_lists_that_end_early)
{
	static const uint32_t heads[] = { 0, UINT32_MAX, 0x00010001, 0x0ff10001, 0x08010001 };

	for (size_t n = 0; n < sizeof(heads) / sizeof(heads[0]); n++) {
		blank(0);
		express(0x40, IOP_PCI_ENDPOINT);
		put(0x100, heads[n], 4);
		put(0x148, 0x0001000d, 4);
		expect_ok(4096, IOP_PCI_ENDPOINT);
		ck_assert(!f.acs);
	}
}
END_TEST

START_TEST(lists_that_go_round)
{
	blank(0);
	put(0x06, 0x10, 2);
	put(0x34, 0x40, 1);
	put(0x40, 0x4005, 2);
	ck_assert_int_eq(read_space(256), IOP_PCI_E_LOOP);
	blank(0);
	express(0x40, IOP_PCI_ENDPOINT);
	put(0x100, 0x10010001, 4);
	ck_assert_int_eq(read_space(4096), IOP_PCI_E_LOOP);
}
END_TEST

/* Every size and every byte value, wherever a pointer may be. */
START_TEST(nothing_is_read_beyond_the_end)
{
	for (uint32_t byte = 0; byte < 256; byte++) {
		memset(space, (int)byte, sizeof(space));
		space[0x0e] = 0;
		space[0x06] = 0x10;
		for (size_t size = 64; size <= 4096; size += size < 300 ? 1 : 97) {
			uint8_t *exact = malloc(size);

			ck_assert(exact);
			memcpy(exact, space, size);
			iop_pci_read(&f, exact, size);
			free(exact);
		}
	}
}
END_TEST

START_TEST(functions_come_in_bus_order)
{
	bus_is({ .domain = 1, .rid = 0 }, { .rid = RID(2, 0, 0) }, { .rid = RID(0, 3, 1) },
	       { .rid = RID(0, 3, 0) });
	ck_assert_uint_eq(bus_made.functions[0].rid, RID(0, 3, 0));
	ck_assert_uint_eq(bus_made.functions[1].rid, RID(0, 3, 1));
	ck_assert_uint_eq(bus_made.functions[2].rid, RID(2, 0, 0));
	ck_assert_uint_eq(bus_made.functions[3].domain, 1);
	ck_assert_uint_eq(iop_pci_at(&bus_made, 0, RID(1, 0, 0)), 2);
	ck_assert_uint_eq(iop_pci_at(&bus_made, 2, 0), 4);
}
END_TEST

START_TEST(the_same_function_twice)
{
	struct iop_pci_function two[] = { { .rid = 8 }, { .rid = 0 }, { .rid = 8 } };
	struct iop_pci p = { two, 3 };
	uint32_t twice;

	ck_assert_int_eq(iop_pci_arrange(&p, &twice), IOP_PCI_E_TWICE);
	ck_assert_uint_eq(twice, 2);
}
END_TEST

/* A bridge to its own bus or one above leads nowhere, or the way up would
 * not end. */
START_TEST(bridges_that_lead_up)
{
	bus_is(BRIDGE(RID(1, 0, 0), ROOT_PORT, 1, 9), BRIDGE(RID(2, 0, 0), ROOT_PORT, 0, 9),
	       BRIDGE(RID(3, 0, 0), ROOT_PORT, 4, 4), FUNCTION(RID(4, 0, 0), ENDPOINT));
	ck_assert_uint_eq(bus_made.functions[0].above, IOP_PCI_NONE);
	ck_assert_uint_eq(bus_made.functions[1].above, IOP_PCI_NONE);
	ck_assert_uint_eq(bus_made.functions[3].above, 2);
}
END_TEST

Suite *pci_config_suite(void)
{
	const TTest *const tests[] = {
		a_conventional_device, a_root_port_with_acs, a_capability_behind_another,
		extended_space_not_seen, function_one_is_never_alone, too_little, odd_header,
		lists_that_go_round, a_bridge_to_cards, extended_lists_that_end_early, nothing_is_read_beyond_the_end, functions_come_in_bus_order,
		the_same_function_twice, bridges_that_lead_up,
	};
	Suite *s = suite_create("pci_config");
	TCase *t = tcase_create("pci-config");

	for (size_t n = 0; n < sizeof(tests) / sizeof(tests[0]); n++)
		tcase_add_test(t, tests[n]);
	suite_add_tcase(s, t);
	return s;
}
