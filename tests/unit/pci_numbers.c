// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Which host of a tree a dumped function is behind: pci_bus_find_domain_nr() gives
 * linux,pci-domain, or the lowest number that is free.
 */
#include "devices/pci_functions.h"
#include "dts_help.h"
#include "full_help.h"
#include "pci_bus_help.h"

Suite *pci_numbers_suite(void);

#define HOST(name, base, more) name " { compatible = \"vendor,pcie\"; device_type = \"pci\";" \
	" #address-cells = <3>; #size-cells = <2>; iommu-map = <0 &s " base " 0x10000>; " more " };"
#define NUMBER(n) "linux,pci-domain = <" n ">;"
#define BOARD(hosts) DTS(IOMMU("s", "1000", "arm,smmu-v3", "1") hosts)
#define TWO(a, b) BOARD(HOST("a", "0x100000", a) HOST("b", "0x200000", b))

static void plan_at(iop_version version, const char *text)
{
	dts_plan_for(&(struct iop_target){ .version = version, .pci = &bus_made }, text);
}

static void plan(const char *text)
{
	plan_at(LINUX(6, 12), text);
}

/* The host's part of the stream ID of this function: 1, 2; 0: it has none. */
static uint32_t host_of(uint32_t domain, uint32_t rid)
{
	for (uint32_t n = 0; n < dts_plan_made.n_devices; n++) {
		const struct iop_device *d = &dts_plan_made.devices[n];

		if (d->function != IOP_NONE && d->child == rid && d->n_streams &&
		    bus_made.functions[d->function].domain == domain)
			return dts_plan_made.streams[d->streams].id >> 20;
	}
	return 0;
}

static uint32_t unmatched(void)
{
	uint32_t cursor = 0, domain, count = 0;

	while (iop_unmatched_domain(dts_plan_made.pci, &cursor, &domain))
		count++;
	return count;
}

START_TEST(numbers_and_free_ones)
{
	bus_is(FUNCTION(RID(0, 1, 0), ENDPOINT), FUNCTION(RID(0, 2, 0), ENDPOINT, .domain = 1),
	       FUNCTION(RID(0, 3, 0), ENDPOINT, .domain = 1));
	plan(TWO("", ""));
	ck_assert_uint_eq(host_of(0, RID(0, 1, 0)), 1);
	ck_assert_uint_eq(host_of(1, RID(0, 2, 0)), 2);
	plan(TWO(NUMBER("1"), ""));
	ck_assert_uint_eq(host_of(0, RID(0, 1, 0)), 2);
	ck_assert_uint_eq(host_of(1, RID(0, 2, 0)), 1);
	ck_assert_uint_eq(host_of(1, RID(0, 3, 0)), 1);
	plan(TWO("", NUMBER("0")));
	ck_assert_uint_eq(host_of(0, RID(0, 1, 0)), 2);
	ck_assert_uint_eq(host_of(1, RID(0, 2, 0)), 1);
	ck_assert_uint_eq(unmatched(), 0);
	plan(TWO(NUMBER("7"), NUMBER("8")));
	ck_assert_uint_eq(host_of(0, RID(0, 1, 0)), 0);
	ck_assert_uint_eq(unmatched(), 2);
	plan(TWO(NUMBER("7"), NUMBER("1")));
	ck_assert_uint_eq(host_of(1, RID(0, 3, 0)), 2);
	ck_assert_uint_eq(unmatched(), 1);
}
END_TEST

/* A dump of one domain and a tree of one host mean each other; of two they need not. */
START_TEST(the_only_host)
{
	bus_is(FUNCTION(RID(0, 1, 0), ENDPOINT, .domain = 5));
	plan(BOARD(HOST("a", "0x100000", "")));
	ck_assert_uint_eq(host_of(5, RID(0, 1, 0)), 1);
	ck_assert_uint_eq(unmatched(), 0);
	plan(TWO("", ""));
	ck_assert_uint_eq(host_of(5, RID(0, 1, 0)), 0);
	ck_assert_uint_eq(unmatched(), 1);
	bus_is(FUNCTION(RID(0, 1, 0), ENDPOINT, .domain = 5), FUNCTION(RID(0, 1, 0), ENDPOINT, .domain = 6));
	plan(BOARD(HOST("a", "0x100000", "")));
	ck_assert_uint_eq(host_of(5, RID(0, 1, 0)), 0);
	ck_assert_uint_eq(unmatched(), 2);
}
END_TEST

/* Two hosts of one domain have buses of their own, while kernels let the second in:
 * of_pci_reserve_static_domain_nr() no longer does. */
START_TEST(hosts_of_one_domain)
{
	static const char text[] = TWO(NUMBER("0") "bus-range = <0 0xf>;",
				       NUMBER("0") "bus-range = <0x10 0x1f>;");

	bus_is(FUNCTION(RID(0, 1, 0), ENDPOINT), FUNCTION(RID(0x10, 1, 0), ENDPOINT),
	       FUNCTION(RID(0x30, 1, 0), ENDPOINT));
	plan_at(IOP_VERSION(5, 10, 223), text);
	ck_assert_uint_eq(host_of(0, RID(0, 1, 0)), 1);
	ck_assert_uint_eq(host_of(0, RID(0x10, 1, 0)), 2);
	ck_assert_uint_eq(host_of(0, RID(0x30, 1, 0)), 0);
	plan(text);
	ck_assert_uint_eq(host_of(0, RID(0, 1, 0)), 1);
	ck_assert_uint_eq(host_of(0, RID(0x10, 1, 0)), 0);
}
END_TEST

/* Functions that the tree names, by their slot; one without an address is no function. */
START_TEST(nodes_of_functions)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 1, ACS_ON), FUNCTION(RID(0, 2, 0), ENDPOINT),
	       FUNCTION(RID(1, 0, 0), ENDPOINT));
	plan(BOARD(HOST("a", "0x100000", "x { compatible = \"v,x\"; };"
		   "p@1,0 { reg = <0x800 0 0 0 0>; device_type = \"pci\"; #address-cells = <3>;"
		   " #size-cells = <2>; e@0,0 { reg = <0 0 0 0 0>; }; };"
		   "f@2,1 { reg = <0x1100 0 0 0 0>; };")));
	ck_assert_uint_eq(dts_plan_made.pci->nodes[0], dts_node("/a/p@1,0"));
	ck_assert_uint_eq(dts_plan_made.pci->nodes[1], IOP_NO_NODE);
	ck_assert_uint_eq(dts_plan_made.pci->nodes[2], dts_node("/a/p@1,0/e@0,0"));
}
END_TEST

static int plan_in(struct iop_arena *a)
{
	struct iop_plan p;
	int e = iop_plan_make(&p, dts_plan_made.tree, dts_plan_made.view, a);

	if (!e) {
		ck_assert_uint_eq(p.n_devices, dts_plan_made.n_devices);
		ck_assert_uint_eq(p.n_groups, dts_plan_made.n_groups);
	}
	return e;
}

START_TEST(in_every_space)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 2, ACS_ON), BRIDGE(RID(1, 0, 0), TO_PCI, 2, 2),
	       FUNCTION(RID(2, 1, 0), CONVENTIONAL), FUNCTION(RID(2, 2, 0), CONVENTIONAL),
	       FUNCTION(RID(0, 2, 0), ENDPOINT, .domain = 1));
	plan(TWO("", ""));
	ck_assert_uint_gt(full_in_every_space(plan_in), 5);
}
END_TEST

Suite *pci_numbers_suite(void)
{
	Suite *s = suite_create("pci_numbers");
	TCase *t = tcase_create("pci_numbers");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, numbers_and_free_ones);
	tcase_add_test(t, the_only_host);
	tcase_add_test(t, hosts_of_one_domain);
	tcase_add_test(t, nodes_of_functions);
	tcase_add_test(t, in_every_space);
	suite_add_tcase(s, t);
	return s;
}
