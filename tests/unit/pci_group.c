// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* pci_device_group() on synthetic buses, on a kernel that leaves ACS as it
 * is (6.12) and one that enables it (7.2). */
#include "dts_help.h"
#include "pci_bus_help.h"

Suite *pci_group_suite(void);

static void expect_both(const char *letters)
{
	for (int r = 0; r < RELEASES; r++)
		expect_groups(dts_releases[r], letters);
}

/* What ACS out of reset makes of a bus, before 7.2 and from then on. */
static void expect_enabled(const char *before, const char *after)
{
	expect_groups(LINUX(6, 12), before);
	expect_groups(LINUX(7, 2), after);
}

#define ROOT_PORT(...) BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1, __VA_ARGS__)
#define DEEP_PORT(...) BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 9, __VA_ARGS__)

START_TEST(a_root_port_with_acs_and_an_endpoint)
{
	bus_is(ROOT_PORT(ACS_ON), FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_both("ab");
}
END_TEST

START_TEST(a_root_port_without_acs)
{
	bus_is(ROOT_PORT(), FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_both("aa");
}
END_TEST

START_TEST(acs_out_of_reset)
{
	bus_is(ROOT_PORT(ACS_OFF), FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_enabled("aa", "ab");
}
END_TEST

START_TEST(what_the_capability_lacks_is_wired_on)
{
	bus_is(ROOT_PORT(ACS_WIRED), FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_both("ab");
}
END_TEST

/* ACS is on before the kernel sees it. */
static const struct { const char *args, *before, *now; } acs_args[] = {
	{ "pci=disable_acs_redir=00:01.0", "aa", "aa" },
	{ "quiet pci=noaer,disable_acs_redir=0000:00:01.0 rw", "aa", "aa" },
	{ "pci=disable_acs_redir=00:02.0;00:01.0", "aa", "aa" },
	{ "pci=disable_acs_redir=00:01.1", "ab", "ab" },
	{ "pci=disable_acs_redir=1:00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:01.0/00.0", "ab", "ab" },	/* the endpoint */
	{ "pci=disable_acs_redir=pci:1234:5678", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1234:0", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1234:5679", "ab", "ab" },
	{ "pci=disable_acs_redir=nonsense;00:01.0", "ab", "ab" },
	/* pci_dev_str_match(): two numbers do, whatever is behind them */
	{ "pci=disable_acs_redir=pci:1234:5678:9abc", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1234:5678:9abc:0", "ab", "ab" },
	{ "pci=disable_acs_redir=pci:1234:5678:0:0", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1234:5678zz", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1234:5678:zz", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1234", "ab", "ab" },
	{ "pci=disable_acs_redir=pci:zz:5678", "ab", "ab" },
	/* what is no match lets the next one be read, what cannot be read does not */
	{ "pci=disable_acs_redir=pci:1234:1;00:01.0", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1:2:3:4;00:01.0", "aa", "aa" },
	{ "pci=disable_acs_redir=pci:1:2:3;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=pci:1:2:;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=pci:1:2z;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=0A:01.0;00:01.0", "aa", "aa" },
	{ "pci=disable_acs_redir=0g:01.0;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=1:00:01.0;00:01.0", "aa", "aa" },
	{ "pci=disable_acs_redir=0:0:0:01.0;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:01;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:01.;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:.0;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=01.0;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:01.0x;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00.0:01;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:02.0/01.0;00:01.0", "aa", "aa" },	/* nothing above it */
	{ "pci=disable_acs_redir=00:02.0/00.0;00:01.0", "aa", "aa" },
	{ "pci=disable_acs_redir=nonsense/00.0;00:01.0", "aa", "aa" },
	{ "pci=disable_acs_redir=00:02.0/zz;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:02.0/01.0z;00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:02.0/;00:01.0", "ab", "ab" },
	{ "-- pci=disable_acs_redir=00:01.0", "ab", "ab" },
	{ "xpci=disable_acs_redir=00:01.0", "ab", "ab" },
	/* The last one counts. */
	{ "pci=disable_acs_redir=00:01.0 pci=disable_acs_redir=00:05.0", "ab", "ab" },
	/* Since 6.11. */
	{ "pci=config_acs=xxxx1xx@00:01.0", "ab", "ab" },
	{ "pci=config_acs=xxxxx0x@00:01.0", "ab", "ab" },
	{ "pci=config_acs=xxxx0xx@00:01.0", "ab", "aa" },
	{ "pci=config_acs=xxxx0xx@00:05.0;0000000@pci:0:0", "ab", "aa" },
	{ "pci=config_acs=2@00:01.0", "ab", "ab" },
	{ "pci=config_acs=00:01.0", "ab", "ab" },
	{ "pci=disable_acs_redir=00:01.0,config_acs=1111101@00:01.0", "aa", "ab" },
	{ "\"pci=config_acs=0@00:01.0\"", "ab", "aa" },
	{ "pci=\"config_acs=0@00:01.0\"", "ab", "aa" },
	{ "pci=\"config_acs=0@00:01.0", "ab", "aa" },
	{ "pci=\"", "ab", "ab" },
	{ "pci=config_acs=0000000000000000000000000000000000000@00:01.0", "ab", "ab" },
	{ "pci=config_acs=X0XXxxx@00:01.0", "ab", "ab" },
	{ "pci=", "ab", "ab" }, { "pci=config_acs=", "ab", "ab" },
	{ "pci=config_acs=@", "ab", "ab" }, { "pci=disable_acs_redir=:", "ab", "ab" },
};

START_TEST(acs_by_the_command_line)
{
	bus_is(ROOT_PORT(ACS_ON, .vendor = 0x1234, .device = 0x5678),
	       FUNCTION(RID(1, 0, 0), ENDPOINT));
	for (size_t n = 0; n < sizeof(acs_args) / sizeof(acs_args[0]); n++) {
		bus_args(acs_args[n].args);
		expect_groups(LINUX(6, 1), acs_args[n].before);
		expect_groups(LINUX(7, 2), acs_args[n].now);
	}
	/* From a switch's port up to the root port. */
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 3, ACS_ON), BRIDGE(RID(1, 0, 0), UPSTREAM, 2, 3, ACS_ON),
	       BRIDGE(RID(2, 0, 0), DOWNSTREAM, 3, 3, ACS_ON), FUNCTION(RID(3, 0, 0), ENDPOINT));
	bus_args("pci=disable_acs_redir=00:01.0/00.0/00.0");
	expect_groups(LINUX(7, 2), "abcc");
	bus_args("pci=disable_acs_redir=00:02.0/00.0/00.0");
	expect_groups(LINUX(7, 2), "abcd");
	bus_args(NULL);
}
END_TEST

START_TEST(half_of_acs_is_none)
{
	bus_is(ROOT_PORT(ACS_OFF, .acs_ctrl = IOP_ACS_SV | IOP_ACS_UF),
	       FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_enabled("aa", "ab");
}
END_TEST

START_TEST(functions_of_an_endpoint)
{
	bus_is(ROOT_PORT(ACS_ON), FUNCTION(RID(1, 0, 0), ENDPOINT, MULTI),
	       FUNCTION(RID(1, 0, 1), ENDPOINT, MULTI, ACS_ON),
	       FUNCTION(RID(1, 0, 2), ENDPOINT, MULTI));
	expect_both("abcb");
}
END_TEST

START_TEST(functions_below_a_port_without_acs)
{
	bus_is(ROOT_PORT(), FUNCTION(RID(1, 0, 0), ENDPOINT, MULTI, ACS_ON),
	       FUNCTION(RID(1, 0, 1), ENDPOINT, MULTI, ACS_ON));
	expect_both("aaa");
}
END_TEST

/* Each of its ports alone is isolated only if all further up are. */
#define SWITCH(up, left, right) \
	BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 4, up), BRIDGE(RID(1, 0, 0), UPSTREAM, 2, 4), \
	BRIDGE(RID(2, 0, 0), DOWNSTREAM, 3, 3, left), \
	BRIDGE(RID(2, 1, 0), DOWNSTREAM, 4, 4, right), \
	FUNCTION(RID(3, 0, 0), ENDPOINT), FUNCTION(RID(4, 0, 0), ENDPOINT)

START_TEST(a_switch)
{
	bus_is(SWITCH(ACS_ON, ACS_ON, ACS_ON));
	expect_both("abcdef");
}
END_TEST

START_TEST(a_switch_port_without_acs)
{
	bus_is(SWITCH(ACS_ON, , ACS_ON));
	expect_both("abcdce");
}
END_TEST

START_TEST(a_switch_below_a_port_without_acs)
{
	bus_is(SWITCH(, ACS_ON, ACS_ON));
	expect_both("aaaaaa");
}
END_TEST

START_TEST(devices_behind_a_pcie_to_pci_bridge)
{
	bus_is(DEEP_PORT(ACS_ON), BRIDGE(RID(1, 0, 0), TO_PCI, 2, 2),
	       FUNCTION(RID(2, 1, 0), CONVENTIONAL), FUNCTION(RID(2, 2, 0), CONVENTIONAL));
	expect_both("abbb");
}
END_TEST

START_TEST(a_conventional_bridge_on_the_root_bus)
{
	bus_is(BRIDGE(RID(0, 3, 0), CONVENTIONAL, 1, 1),
	       FUNCTION(RID(1, 1, 0), CONVENTIONAL), FUNCTION(RID(0, 4, 0), CONVENTIONAL));
	expect_both("aba");	/* in bus order: bridge, the other device, what is behind */
}
END_TEST

START_TEST(integrated_endpoints)
{
	bus_is(FUNCTION(RID(0, 1, 0), RC_ENDPOINT), FUNCTION(RID(0, 2, 0), RC_ENDPOINT, MULTI),
	       FUNCTION(RID(0, 2, 1), RC_ENDPOINT, MULTI),
	       FUNCTION(RID(0, 2, 2), RC_ENDPOINT, MULTI, ACS_WIRED),
	       FUNCTION(RID(0, 3, 0), RC_EVENT));
	expect_both("abbcd");
}
END_TEST

START_TEST(root_ports_of_one_device)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1, MULTI),
	       BRIDGE(RID(0, 1, 1), ROOT_PORT, 2, 2, MULTI, ACS_ON),
	       BRIDGE(RID(0, 1, 2), ROOT_PORT, 3, 3, MULTI),
	       FUNCTION(RID(1, 0, 0), ENDPOINT), FUNCTION(RID(2, 0, 0), ENDPOINT),
	       FUNCTION(RID(3, 0, 0), ENDPOINT));
	expect_both("abaaca");
}
END_TEST

/* A virtual function's bus is no bridge's own: the way up is the physical one's. */
START_TEST(virtual_functions)
{
	bus_is(DEEP_PORT(ACS_ON), FUNCTION(RID(1, 0, 0), ENDPOINT),
	       FUNCTION(RID(2, 0, 0), ENDPOINT, .vendor = 0xffff),
	       FUNCTION(RID(2, 0, 1), ENDPOINT, .vendor = 0xffff));
	expect_both("abcd");
	bus_made.functions[0].acs = false;
	expect_both("aaaa");
}
END_TEST

START_TEST(ports_that_are_known_to_isolate)
{
	bus_is(ROOT_PORT(.vendor = 0x1957, .device = 0x8d80),
	       FUNCTION(RID(1, 0, 0), ENDPOINT));
	expect_both("ab");
	bus_made.functions[0].device = 0x8d84;
	expect_both("aa");
}
END_TEST

/* 88SE9123: function 0 uses the ID of function 1, there or not. */
START_TEST(functions_that_use_each_others_id)
{
	bus_is(ROOT_PORT(ACS_ON),
	       FUNCTION(RID(1, 0, 0), ENDPOINT, MULTI, ACS_ON, .vendor = 0x1b4b, .device = 0x9123),
	       FUNCTION(RID(1, 0, 1), ENDPOINT, MULTI, ACS_ON));
	expect_both("abb");
}
END_TEST

static void expect_ids(uint32_t function, uint32_t count, uint16_t last)
{
	struct iop_pci_alias ids[IOP_PCI_ALIASES];
	uint32_t is = iop_pci_aliases(bus_judge(LINUX(7, 2)), function, ids);

	ck_assert_uint_eq(is, count);
	ck_assert_uint_eq(ids[0].rid, bus_made.functions[function].rid);
	ck_assert_uint_eq(ids[is - 1].rid, last);
}

START_TEST(requester_ids_on_the_way_up)
{
	bus_is(DEEP_PORT(ACS_ON), BRIDGE(RID(1, 0, 0), TO_PCI, 2, 3),
	       BRIDGE(RID(2, 4, 0), CONVENTIONAL, 3, 3),
	       FUNCTION(RID(3, 1, 0), CONVENTIONAL));
	expect_ids(1, 1, RID(1, 0, 0));
	expect_ids(2, 2, RID(2, 0, 0));
	expect_ids(3, 3, RID(2, 0, 0));
}
END_TEST

START_TEST(a_bridge_that_passes_ids_on)
{
	bus_is(DEEP_PORT(ACS_ON),
	       BRIDGE(RID(1, 0, 0), TO_PCI, 2, 2, .vendor = 0x1a03, .device = 0x1150),
	       FUNCTION(RID(2, 1, 0), CONVENTIONAL));
	expect_ids(2, 1, RID(2, 1, 0));
}
END_TEST

START_TEST(a_bridge_that_hides_what_it_is)
{
	bus_is(DEEP_PORT(ACS_ON),
	       BRIDGE(RID(1, 0, 0), CONVENTIONAL, 2, 2, .vendor = 0x1b21, .device = 0x1080),
	       FUNCTION(RID(2, 1, 0), CONVENTIONAL));
	expect_ids(2, 2, RID(2, 0, 0));
	bus_made.functions[1].device = 0x1081;
	expect_ids(2, 2, RID(1, 0, 0));
}
END_TEST

START_TEST(a_dump_that_is_cut)
{
	const struct iop_pci_kernel *k;

	bus_is(ROOT_PORT(.cut = true), FUNCTION(RID(1, 0, 0), ENDPOINT, .cut = true),
	       FUNCTION(RID(0, 4, 0), CONVENTIONAL));
	expect_both("aba");
	k = bus_judge(LINUX(7, 2));
	ck_assert(!iop_pci_is_sure(k, 0));
	ck_assert(iop_pci_is_sure(k, 1));	/* 00:04.0 */
	ck_assert(!iop_pci_is_sure(k, 2));
}
END_TEST

Suite *pci_group_suite(void)
{
	const TTest *const tests[] = {
		a_root_port_with_acs_and_an_endpoint, a_root_port_without_acs,
		acs_out_of_reset, what_the_capability_lacks_is_wired_on, acs_by_the_command_line, half_of_acs_is_none,
		functions_of_an_endpoint, functions_below_a_port_without_acs, a_switch,
		a_switch_port_without_acs, a_switch_below_a_port_without_acs,
		devices_behind_a_pcie_to_pci_bridge, a_conventional_bridge_on_the_root_bus,
		integrated_endpoints, root_ports_of_one_device, virtual_functions,
		ports_that_are_known_to_isolate, functions_that_use_each_others_id,
		requester_ids_on_the_way_up, a_bridge_that_passes_ids_on,
		a_bridge_that_hides_what_it_is, a_dump_that_is_cut,
	};
	Suite *s = suite_create("pci_group");
	TCase *t = tcase_create("pci-group");

	for (size_t n = 0; n < sizeof(tests) / sizeof(tests[0]); n++)
		tcase_add_test(t, tests[n]);
	suite_add_tcase(s, t);
	return s;
}
