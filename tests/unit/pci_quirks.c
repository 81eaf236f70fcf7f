// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The kernel's lists of odd PCI devices, by device and by version. */
#include "dts_help.h"
#include "pci_bus_help.h"
#include "pci/quirks.h"

Suite *pci_quirks_suite(void);

#define ROOT_PORT(...) BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1, __VA_ARGS__)
#define NEWEST LINUX(7, 2)

/* A root port of this make, without ACS, and an endpoint. */
static void expect_port(uint16_t vendor, uint16_t device, uint32_t version,
			const char *letters)
{
	bus_is(ROOT_PORT(), FUNCTION(RID(1, 0, 0), ENDPOINT));
	bus_made.functions[0].vendor = vendor;
	bus_made.functions[0].device = device;
	expect_groups(version, letters);
}

START_TEST(ports_that_isolate_since_some_version)
{
	expect_port(0x1dbf, 0x0401, LINUX(5, 0), "aa");
	expect_port(0x1dbf, 0x0401, LINUX(5, 2), "ab");
	expect_port(0x1957, 0x8d80, LINUX(4, 19), "aa");
	expect_port(0x1957, 0x8d80, LINUX(5, 4), "ab");
	expect_port(0x1957, 0x8d80, LINUX(5, 8), "aa");
	expect_port(0x1957, 0x8d80, LINUX(5, 15), "ab");
}
END_TEST

/* Back-ported: the newest 6.1 has it, no 6.4 does. */
START_TEST(ports_that_isolate_in_stable_series)
{
	expect_port(0x17cb, 0x0111, LINUX(5, 10), "ab");
	expect_port(0x17cb, 0x0111, LINUX(5, 17), "aa");
	expect_port(0x17cb, 0x0111, LINUX(6, 1), "ab");
	expect_port(0x17cb, 0x0111, LINUX(6, 4), "aa");
	expect_port(0x17cb, 0x0111, LINUX(7, 2), "ab");
	expect_port(0x17cb, 0x0111, IOP_VERSION(6, 6, 9), "aa");
}
END_TEST

START_TEST(ports_by_type_and_range)
{
	expect_port(0x177d, 0xa001, NEWEST, "ab");
	expect_port(0x177d, 0xa800, NEWEST, "aa");
	expect_port(0x177d, 0xaf84, IOP_VERSION(4, 19, 1), "aa");
	expect_port(0x177d, 0xaf84, LINUX(4, 19), "ab");
}
END_TEST

/* Its source validation is broken: 7.2 does without, and calls it enabled. */
START_TEST(a_bit_that_is_broken)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 4, ACS_ON),
	       BRIDGE(RID(1, 0, 0), UPSTREAM, 2, 4),
	       BRIDGE(RID(2, 0, 0), DOWNSTREAM, 3, 3, .acs = true, .acs_cap = IOP_ACS_SV,
		      .vendor = 0x111d, .device = 0x80b5),
	       FUNCTION(RID(3, 0, 0), ENDPOINT));
	expect_groups(LINUX(6, 12), "abcc");
	expect_groups(NEWEST, "abcd");
}
END_TEST

static void expect_aliases(uint32_t version, uint32_t count, uint16_t first, uint16_t last)
{
	struct iop_pci_alias ids[IOP_PCI_ALIASES];
	uint32_t is = iop_pci_aliases(bus_judge(version), 1, ids);

	ck_assert_uint_eq(is, count);
	ck_assert_uint_eq(ids[0].rid, RID(1, 0, 0));
	if (count > 1)
		ck_assert_uint_eq(ids[1].rid, first);
	ck_assert_uint_eq(ids[is - 1].rid, last);
}

/* Which numbers an endpoint of this make uses beside its own. */
static void make_is(uint16_t vendor, uint16_t device)
{
	bus_is(ROOT_PORT(ACS_ON), FUNCTION(RID(1, 0, 0), ENDPOINT));
	bus_made.functions[1].vendor = vendor;
	bus_made.functions[1].device = device;
}

START_TEST(numbers_that_are_used_as_well)
{
	make_is(0x1c28, 0x0122);		/* function 1 */
	expect_aliases(LINUX(4, 19), 2, RID(1, 0, 1), RID(1, 0, 1));
	make_is(0x8086, 0x2260);		/* three of them */
	expect_aliases(NEWEST, 4, RID(1, 16, 0), RID(1, 18, 3));
	make_is(0x10b5, 0x87b1);		/* all */
	expect_aliases(NEWEST, 256, RID(1, 0, 1), RID(1, 31, 7));
	expect_aliases(LINUX(4, 19), 1, 0, RID(1, 0, 0));
}
END_TEST

START_TEST(numbers_by_subsystem)
{
	make_is(0x9005, 0x0285);
	expect_aliases(NEWEST, 1, 0, RID(1, 0, 0));
	bus_made.functions[1].sub_vendor = 0x9005;
	bus_made.functions[1].sub_device = 0x02bc;
	expect_aliases(NEWEST, 2, RID(1, 1, 0), RID(1, 1, 0));
}
END_TEST

/* All numbers of the bus are one device's, and so are all its functions. */
START_TEST(a_bridge_to_another_machine)
{
	bus_is(ROOT_PORT(ACS_ON),
	       FUNCTION(RID(1, 0, 0), ENDPOINT, MULTI, ACS_ON),
	       FUNCTION(RID(1, 0, 1), ENDPOINT, MULTI, ACS_ON, .vendor = 0x10b5, .device = 0x87b0),
	       FUNCTION(RID(1, 0, 2), ENDPOINT, MULTI, ACS_ON));
	expect_groups(NEWEST, "abbb");
	expect_groups(LINUX(4, 19), "abcd");
}
END_TEST

START_TEST(numbers_that_no_dump_shows)
{
	make_is(0x11f8, 0x4000);
	ck_assert(iop_pci_is_sure(bus_judge(NEWEST), 1));	/* no such bridge */
	bus_made.functions[1].class = 0x0680;
	ck_assert(!iop_pci_is_sure(bus_judge(NEWEST), 1));
	ck_assert(iop_pci_is_sure(bus_judge(LINUX(4, 19)), 1));
	ck_assert(iop_pci_is_sure(bus_judge(NEWEST), 0));
}
END_TEST

START_TEST(bridges_of_one_make)
{
	struct iop_pci_alias ids[IOP_PCI_ALIASES];

	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 2, ACS_ON),
	       BRIDGE(RID(1, 0, 0), CONVENTIONAL, 2, 2, .vendor = 0x1283, .device = 0x8893),
	       FUNCTION(RID(2, 1, 0), CONVENTIONAL));
	ck_assert_uint_eq(iop_pci_aliases(bus_judge(LINUX(4, 19)), 2, ids), 2);
	ck_assert_uint_eq(ids[1].rid, RID(2, 0, 0));
	bus_made.functions[1].device = 0x8894;
	ck_assert_uint_eq(iop_pci_aliases(bus_judge(LINUX(4, 19)), 2, ids), 2);
	ck_assert_uint_eq(ids[1].rid, RID(1, 0, 0));
}
END_TEST

/* Up to pcie-to-pci: below PCI Express the ID is of the secondary bus, below PCI not. */
START_TEST(bridges_of_one_make_below)
{
	static const struct { enum iop_pci_type above; uint32_t at; } rows[] = {
		{ IOP_PCI_ROOT_PORT, RID(2, 0, 0) }, { IOP_PCI_TO_PCIE, RID(2, 0, 0) },
		{ IOP_PCI_CONVENTIONAL, RID(1, 0, 0) }, { IOP_PCI_TO_PCI, RID(1, 0, 0) },
	};

	for (size_t n = 0; n < sizeof(rows) / sizeof(rows[0]); n++) {
		bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 2, ACS_ON),
		       BRIDGE(RID(1, 0, 0), CONVENTIONAL, 2, 2, .vendor = 0x1283, .device = 0x8893),
		       FUNCTION(RID(2, 1, 0), CONVENTIONAL));
		bus_made.functions[0].type = rows[n].above;
		ck_assert_uint_eq(bus_judge(NEWEST)->traits[1].bridge,
				  rows[n].at == RID(2, 0, 0) ? IOP_PCI_BRIDGE_SECONDARY : 0);
	}
	bus_is(BRIDGE(RID(0, 0, 0), CONVENTIONAL, 1, 1, .vendor = 0x1283, .device = 0x8893),
	       FUNCTION(RID(1, 1, 0), CONVENTIONAL));
	ck_assert_uint_eq(bus_judge(NEWEST)->traits[0].bridge, 0);	/* nothing above */
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 2, ACS_ON),
	       BRIDGE(RID(1, 0, 0), TO_PCI, 2, 2, .vendor = 0x1283, .device = 0x8893));
	ck_assert_uint_eq(bus_judge(NEWEST)->traits[1].bridge, 0);	/* says itself what it is */
}
END_TEST

#define NUMBERS(...) { __VA_ARGS__ }, sizeof((uint64_t[]){ __VA_ARGS__ }) / 8

/* One function, 1234:5678 of class 0604 and of type 4, subsystem 9:8. */
static const struct {
	const char *table;
	uint64_t numbers[8];
	uint16_t count;
	bool is;
} rows[] = {
	{ "pci-bridge", NUMBERS(0x1234, 0x5678, 0x5678, 1), true },
	{ "pci-bridge", NUMBERS(0x1235, 0x5678, 0x5678, 1), false },
	{ "pci-bridge", NUMBERS(0x1234, 0x5679, 0x567a, 1), false },
	{ "pci-bridge", NUMBERS(0x1234, 0x5600, 0x5677, 1), false },
	{ "pci-acs-broken", NUMBERS(0x1234, 0x5600, 0x5700, 1), true },
	{ "pci-acs", NUMBERS(0x1234, 0x5678, 0x5678, 0, 0), true },
	{ "pci-acs", NUMBERS(0x1234, 0x5678, 0x5678, 0x10, 0), true },
	{ "pci-acs", NUMBERS(0x1234, 0x5678, 0x5678, 0x20, 0), false },
	{ "pci-acs-control", NUMBERS(0x1234, 0x5678, 0x5678, 0x50, 0), true },
	{ "pci-acs-control", NUMBERS(0x1234, 0x5678, 0x5678, 0x40, 0), false },
	{ "pci-dma-alias", NUMBERS(0x1234, 0x5678, 0x5678, 0, 0, 0), true },
	{ "pci-dma-alias", NUMBERS(0x1234, 0x5678, 0x5678, 0, 0, 0, 9, 8), true },
	{ "pci-dma-alias", NUMBERS(0x1234, 0x5678, 0x5678, 0, 0, 0, 9, 7), false },
	{ "pci-dma-alias", NUMBERS(0x1234, 0x5678, 0x5678, 0, 0, 0, 8, 8), false },
	{ "pci-dma-alias-hidden", NUMBERS(0x1234, 0x0604, 1, 0x5678), true },
	{ "pci-dma-alias-hidden", NUMBERS(0x1234, 0x0604, 1, 2), false },
	{ "pci-dma-alias-hidden", NUMBERS(0x1234, 0x0605, 0x5678), false },
	{ "iova-region", NUMBERS(0x1234, 0x5678, 0x5678, 1), false },
	{ "pci-bridge", { 0 }, 0, false },
};

START_TEST(rows_for_a_function)
{
	const struct iop_pci_function f = { .vendor = 0x1234, .device = 0x5678, .class = 0x0604,
		.type = IOP_PCI_ROOT_PORT, .sub_vendor = 9, .sub_device = 8 };
	const struct iop_row r = { .table = rows[_i].table, .numbers = rows[_i].numbers,
				   .count = rows[_i].count };

	ck_assert_int_eq(iop_pci_row_is_for(&r, &f), rows[_i].is);
}
END_TEST

/* The kernel's rows before those about PCI; either may be missing, and a row without
 * numbers is for none. */
START_TEST(rows_from_either_file)
{
	static const uint64_t one[] = { 0x1234, 0x5678, 0x5678, 1 }, two[] = { 0x1234, 0, 0xffff, 3 };
	static const struct iop_row own[] = {
		{ .table = "pci-bridge", .when = { .since = 1 } },
		{ .table = "pci-acs-broken", .numbers = one, .count = 4, .when = { .since = 1 } },
		{ .table = "pci-bridge", .numbers = one, .count = 4, .when = { .since = 1 } },
		{ .table = "pci-bridge", .numbers = one, .count = 4, .when = { .since = LINUX(9, 0) } },
	}, more[] = { { .table = "pci-bridge", .numbers = two, .count = 4, .when = { .since = 1 } } };
	const struct iop_driver linux_rows = { .name = "linux", .rows = own, .n_rows = 4 };
	const struct iop_driver pci = { .name = "pci", .rows = more, .n_rows = 1 };
	const struct iop_facts facts = { .drivers = &linux_rows, .count = 1 };
	struct iop_view v = { .facts = &facts, .target = { .version = NEWEST }, .pci = &pci };
	const struct iop_pci_function f = { .vendor = 0x1234, .device = 0x5678 };
	uint16_t at = 0;

	ck_assert_ptr_eq(iop_pci_row(&v, IOP_T_PCI_BRIDGE, &f, &at), &own[2]);
	ck_assert_ptr_eq(iop_pci_row(&v, IOP_T_PCI_BRIDGE, &f, &at), &more[0]);
	ck_assert_ptr_null(iop_pci_row(&v, IOP_T_PCI_BRIDGE, &f, &at));
	v.pci = NULL;
	at = 0;
	ck_assert_ptr_eq(iop_pci_row(&v, IOP_T_PCI_BRIDGE, &f, &at), &own[2]);
	ck_assert_ptr_null(iop_pci_row(&v, IOP_T_PCI_BRIDGE, &f, &at));
}
END_TEST

Suite *pci_quirks_suite(void)
{
	const TTest *const tests[] = {
		ports_that_isolate_since_some_version, ports_that_isolate_in_stable_series,
		ports_by_type_and_range, a_bit_that_is_broken, numbers_that_are_used_as_well, numbers_by_subsystem,
		a_bridge_to_another_machine, numbers_that_no_dump_shows,
		bridges_of_one_make, bridges_of_one_make_below, rows_from_either_file,
	};
	Suite *s = suite_create("pci_quirks");
	TCase *t = tcase_create("pci-quirks");

	for (size_t n = 0; n < sizeof(tests) / sizeof(tests[0]); n++)
		tcase_add_test(t, tests[n]);
	tcase_add_loop_test(t, rows_for_a_function, 0, sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(s, t);
	return s;
}
