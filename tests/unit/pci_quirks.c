// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The kernel's lists of odd PCI devices, by device and by version. */
#include "dts_help.h"
#include "pci_bus_help.h"

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
	expect_port(0x17cb, 0x0400, LINUX(4, 9), "aa");
	expect_port(0x17cb, 0x0400, LINUX(4, 14), "ab");
	expect_port(0x10e8, 0xe004, LINUX(4, 9), "aa");
	expect_port(0x10e8, 0xe004, LINUX(4, 14), "ab");
	expect_port(0x1957, 0x8d80, LINUX(4, 19), "aa");
	expect_port(0x1957, 0x8d80, LINUX(5, 4), "ab");
}
END_TEST

/* Back-ported: the newest 6.12 has it, no 6.14 does. */
START_TEST(ports_that_isolate_in_stable_series)
{
	expect_port(0x17cb, 0x0111, LINUX(5, 10), "ab");
	expect_port(0x17cb, 0x0111, LINUX(5, 18), "aa");
	expect_port(0x17cb, 0x0111, LINUX(6, 12), "ab");
	expect_port(0x17cb, 0x0111, LINUX(6, 14), "aa");
	expect_port(0x17cb, 0x0111, LINUX(7, 2), "ab");
	expect_port(0x17cb, 0x0111, IOP_VERSION(6, 6, 9), "aa");
	expect_port(0x17cb, 0x0111, LINUX(6, 6), "ab");
}
END_TEST

START_TEST(ports_by_type_and_range)
{
	expect_port(0x177d, 0xa001, NEWEST, "ab");
	expect_port(0x177d, 0xa800, NEWEST, "aa");
	expect_port(0x177d, 0xa800, LINUX(4, 9), "ab");
	expect_port(0x177d, 0xaf84, LINUX(4, 19), "aa");
	expect_port(0x1d17, 0x0710, NEWEST, "ab");
	expect_port(0x1d17, 0x071f, NEWEST, "aa");
	expect_port(0x0014, 0x7a09, NEWEST, "ab");
	expect_port(0x8086, 0x3b42, NEWEST, "aa");
}
END_TEST

/* A list that says no outdoes the registers. */
START_TEST(ports_that_never_isolate)
{
	bus_is(ROOT_PORT(ACS_ON, .vendor = 0x1d17, .device = 0x0720),
	       FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_groups(NEWEST, "aa");
	expect_groups(LINUX(4, 19), "ab");	/* not listed yet */
}
END_TEST

START_TEST(a_control_register_elsewhere)
{
	bus_is(ROOT_PORT(.acs = true, .acs_cap = IOP_ACS_ISOLATED, .vendor = 0x8086,
			 .device = 0xa110, .acs_ctrl = IOP_ACS_ISOLATED),
	       FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_groups(LINUX(6, 12), "aa");
	expect_groups(NEWEST, "ab");		/* 7.2 turns it on */
	bus_made.functions[0].acs_ctrl_far = IOP_ACS_ISOLATED;
	expect_groups(LINUX(6, 12), "ab");
	bus_made.functions[0].device = 0x9d10;
	bus_made.functions[0].acs_ctrl = 0;
	expect_groups(LINUX(4, 14), "aa");	/* the usual place, until 4.19 */
	expect_groups(LINUX(4, 19), "ab");
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
	expect_aliases(LINUX(4, 9), 2, RID(1, 0, 1), RID(1, 0, 1));
	make_is(0x8086, 0x2260);		/* three of them */
	expect_aliases(NEWEST, 4, RID(1, 16, 0), RID(1, 18, 3));
	make_is(0x8086, 0x295a);		/* functions 0 to 4 of all devices */
	expect_aliases(NEWEST, 32 * 5, RID(1, 0, 1), RID(1, 31, 4));
	expect_aliases(LINUX(4, 19), 1, 0, RID(1, 0, 0));
	make_is(0x10b5, 0x87b1);		/* all */
	expect_aliases(NEWEST, 256, RID(1, 0, 1), RID(1, 31, 7));
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
	make_is(0x11f8, 0x8531);
	ck_assert(iop_pci_is_sure(bus_judge(NEWEST), 1));	/* no such bridge */
	bus_made.functions[1].class = 0x0680;
	ck_assert(!iop_pci_is_sure(bus_judge(NEWEST), 1));
	ck_assert(iop_pci_is_sure(bus_judge(LINUX(4, 19)), 1));
	ck_assert(iop_pci_is_sure(bus_judge(NEWEST), 0));
}
END_TEST

START_TEST(bridges_since_some_version)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 2, ACS_ON),
	       BRIDGE(RID(1, 0, 0), CONVENTIONAL, 2, 2, .vendor = 0x1283, .device = 0x8893),
	       FUNCTION(RID(2, 1, 0), CONVENTIONAL));
	for (uint32_t minor = 9; minor <= 14; minor += 5) {
		struct iop_pci_alias ids[IOP_PCI_ALIASES];

		ck_assert_uint_eq(iop_pci_aliases(bus_judge(LINUX(4, minor)), 2, ids), 2);
		ck_assert_uint_eq(ids[1].rid, minor == 9 ? RID(1, 0, 0) : RID(2, 0, 0));
	}
}
END_TEST

Suite *pci_quirks_suite(void)
{
	const TTest *const tests[] = {
		ports_that_isolate_since_some_version, ports_that_isolate_in_stable_series,
		ports_by_type_and_range, ports_that_never_isolate, a_control_register_elsewhere,
		a_bit_that_is_broken, numbers_that_are_used_as_well, numbers_by_subsystem,
		a_bridge_to_another_machine, numbers_that_no_dump_shows,
		bridges_since_some_version,
	};
	Suite *s = suite_create("pci-quirks");
	TCase *t = tcase_create("pci-quirks");

	for (size_t n = 0; n < sizeof(tests) / sizeof(tests[0]); n++)
		tcase_add_test(t, tests[n]);
	suite_add_tcase(s, t);
	return s;
}
