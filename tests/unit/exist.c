// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Which nodes become devices, and on which bus. */
#include <stdio.h>

#include "dts_help.h"
#include "devices/populate.h"

Suite *exist_suite(void);

struct place {
	const char *nodes, *path;
	enum iop_exist exist;
	enum iop_bus bus;
};

#define DEV "compatible = \"vendor,device\";"
#define BUS(name, nodes) name " { compatible = \"simple-bus\"; " nodes " };"
#define ALWAYS IOP_EXIST_ALWAYS, IOP_BUS_PLATFORM
#define BY_DRIVER IOP_EXIST_BY_DRIVER, IOP_BUS_PLATFORM
#define NEVER IOP_EXIST_NEVER, IOP_BUS_NONE

static void expect_place(iop_version version, const struct place *p)
{
	static uint8_t memory[4096];
	struct iop_existence e;
	struct iop_arena a;
	char text[512];

	snprintf(text, sizeof(text), "/dts-v1/; / { %s };", p->nodes);
	dts_tree(version, text);
	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_existence_open(&dts_plan_made, &a));
	e = iop_existence(&dts_plan_made, dts_node(p->path));
	ck_assert_msg(e.exist == p->exist && e.bus == p->bus,
		      "%s in { %s }: exist %d, bus %d", p->path, p->nodes, e.exist, e.bus);
}

/* of_platform_bus_create(), from the root down. */
static const struct place populated[] = {
	{ "a { " DEV " };", "/a", ALWAYS },
	{ "a { };", "/a", NEVER },
	{ "a { " DEV " };", "/", NEVER },
	{ BUS("a", "b { " DEV " };"), "/a", ALWAYS },
	{ BUS("a", "b { " DEV " };"), "/a/b", ALWAYS },
	{ BUS("a", "b { };"), "/a/b", NEVER },
	{ BUS("a", BUS("b", "c { " DEV " };")), "/a/b/c", ALWAYS },
	{ "a { compatible = \"vendor,syscon\", \"simple-mfd\"; b { " DEV " }; };",
	  "/a/b", ALWAYS },
	{ "a { compatible = \"isa\"; b { " DEV " }; };", "/a/b", ALWAYS },
	{ "a { compatible = \"arm,amba-bus\"; b { " DEV " }; };", "/a/b", ALWAYS },
	{ "a { compatible = \"operating-points-v2\"; };", "/a", NEVER },
	{ "a { b { " DEV " }; };", "/a/b", NEVER },
	{ BUS("a", "b { c { " DEV " }; };"), "/a/b/c", NEVER },
};

START_TEST(populate)
{
	for (int r = 0; r < RELEASES; r++)
		expect_place(dts_releases[r], &populated[_i]);
}
END_TEST

/* What a driver may make of the nodes below its own. */
static const struct place driven[] = {
	{ "a { " DEV " b { " DEV " }; };", "/a/b", BY_DRIVER },
	{ "a { " DEV " b { }; };", "/a/b", BY_DRIVER },
	{ "a { " DEV " b { " DEV " c { " DEV " }; }; };", "/a/b/c", BY_DRIVER },
	{ "a { " DEV " " BUS("b", "c { " DEV " };") " };", "/a/b/c", BY_DRIVER },
	{ "a { " DEV " ports { c { " DEV " }; }; };", "/a/ports/c", BY_DRIVER },
	{ BUS("a", "b { " DEV " c { " DEV " }; };"), "/a/b/c", BY_DRIVER },
};

START_TEST(below_a_driver)
{
	for (int r = 0; r < RELEASES; r++)
		expect_place(dts_releases[r], &driven[_i]);
}
END_TEST

#define PRIMECELL "compatible = \"arm,pl330\", \"arm,primecell\";"

static const struct place amba[] = {
	{ "a { " PRIMECELL " };", "/a", IOP_EXIST_ALWAYS, IOP_BUS_AMBA },
	{ BUS("a", "b { " PRIMECELL " };"), "/a/b", IOP_EXIST_ALWAYS, IOP_BUS_AMBA },
	{ "a { " DEV " b { " PRIMECELL " }; };", "/a/b", IOP_EXIST_BY_DRIVER, IOP_BUS_AMBA },
	{ "a { compatible = \"simple-bus\", \"arm,primecell\"; b { " DEV " }; };", "/a/b",
	  BY_DRIVER },
};

START_TEST(primecells_are_amba)
{
	for (int r = 0; r < RELEASES; r++)
		expect_place(dts_releases[r], &amba[_i]);
}
END_TEST

#define OFF "status = \"disabled\";"

static const struct place off[] = {
	{ "a { " OFF DEV " };", "/a", NEVER },
	{ "a { " OFF "compatible = \"simple-bus\"; b { " DEV " }; };", "/a/b", NEVER },
	{ "a { " OFF DEV " b { " DEV " }; };", "/a/b", NEVER },
	{ BUS("a", "b { " OFF DEV " };"), "/a", ALWAYS },
	{ "a { " OFF PRIMECELL " };", "/a", NEVER },
	{ "a { " OFF "device_type = \"pci\"; " DEV " b { " DEV " }; };", "/a/b", NEVER },
};

START_TEST(disabled_nodes_are_no_devices)
{
	for (int r = 0; r < RELEASES; r++)
		expect_place(dts_releases[r], &off[_i]);
}
END_TEST

static const struct place special[] = {
	{ "firmware { b { " DEV " }; };", "/firmware/b", ALWAYS },
	{ "firmware { compatible = \"vendor,firmware\"; b { " DEV " }; };",
	  "/firmware/b", ALWAYS },
	{ "firmware { b { }; };", "/firmware/b", NEVER },
	{ BUS("a", "firmware { c { " DEV " }; };"), "/a/firmware/c", NEVER },
	{ "reserved-memory { b { compatible = \"ramoops\"; }; };",
	  "/reserved-memory/b", ALWAYS },
	{ "reserved-memory { b { compatible = \"qcom,rmtfs-mem\"; }; };",
	  "/reserved-memory/b", ALWAYS },
	{ "reserved-memory { b { compatible = \"shared-dma-pool\"; }; };",
	  "/reserved-memory/b", NEVER },
	{ "cpus { b { " DEV " }; };", "/cpus/b", NEVER },
};

START_TEST(special_places)
{
	for (int r = 0; r < RELEASES; r++)
		expect_place(dts_releases[r], &special[_i]);
}
END_TEST

static const struct place pci[] = {
	{ "a { device_type = \"pci\"; " DEV " b { }; };", "/a", ALWAYS },
	{ "a { device_type = \"pci\"; " DEV " b { }; };", "/a/b",
	  IOP_EXIST_BY_DRIVER, IOP_BUS_PCI },
	{ "a { device_type = \"pciex\"; " DEV " b { " DEV " }; };", "/a/b",
	  IOP_EXIST_BY_DRIVER, IOP_BUS_PCI },
	{ "a { device_type = \"pci\"; " DEV " b { device_type = \"pci\"; c { }; }; };",
	  "/a/b/c", IOP_EXIST_BY_DRIVER, IOP_BUS_PCI },
	{ "a { device_type = \"pcie\"; " DEV " b { " DEV " }; };", "/a/b", BY_DRIVER },
};

START_TEST(children_of_a_pci_host)
{
	for (int r = 0; r < RELEASES; r++)
		expect_place(dts_releases[r], &pci[_i]);
}
END_TEST

START_TEST(reserved_memory_by_version)
{
	static const struct { const char *compatible; iop_version since; } rows[] = {
		{ "ramoops", 0 }, { "qcom,cmd-db", 0 },
		{ "qcom,smem", IOP_VERSION(5, 14, 0) },
		{ "nvmem-rmem", IOP_VERSION(5, 13, 0) },
		{ "google,open-dice", IOP_VERSION(5, 18, 0) },
	};
	char nodes[128];
	struct place p = { nodes, "/reserved-memory/b", NEVER };

	snprintf(nodes, sizeof(nodes), "reserved-memory { b { compatible = \"%s\"; }; };",
		 rows[_i].compatible);
	for (int r = 0; r < RELEASES; r++) {
		bool there = dts_releases[r] >= rows[_i].since;

		p.exist = there ? IOP_EXIST_ALWAYS : IOP_EXIST_NEVER;
		p.bus = there ? IOP_BUS_PLATFORM : IOP_BUS_NONE;
		expect_place(dts_releases[r], &p);
	}
}
END_TEST

START_TEST(buses_behind_hosts)
{
	static const struct { const char *props; enum iop_bus bus; iop_version since; } hosts[] = {
		{ "device_type = \"pci\"", IOP_BUS_PCI, 0 },
		{ "compatible = \"fsl,qoriq-mc\"", IOP_BUS_FSL_MC, 0 },
		{ "compatible = \"xlnx,versal-net-cdx\"", IOP_BUS_CDX, IOP_VERSION(6, 4, 0) },
		{ "compatible = \"nvidia,tegra186-host1x\"", IOP_BUS_HOST1X,
		  IOP_VERSION(6, 0, 0) },
		{ "compatible = \"vendor,bus\"", IOP_BUS_NONE, 0 },
		/* three address cells, as PCI hosts have */
		{ "compatible = \"fsl,qoriq-mc\"; #address-cells = <3>; iommu-map = <0 0 0 0>",
		  IOP_BUS_FSL_MC, 0 },
		{ "compatible = \"vendor,host\"; #address-cells = <3>; iommu-map = <0 0 0 0>",
		  IOP_BUS_PCI, 0 },
	};
	char text[160];

	snprintf(text, sizeof(text), "/dts-v1/; / { a { %s; }; };", hosts[_i].props);
	for (int r = 0; r < RELEASES; r++) {
		dts_tree(dts_releases[r], text);
		ck_assert_int_eq(iop_host_bus(dts_plan_made.tree, dts_plan_made.view,
					      dts_node("/a")),
				 dts_releases[r] >= hosts[_i].since ? hosts[_i].bus :
				 IOP_BUS_NONE);
	}
}
END_TEST

/* The first of several, since 5.17, whether it is enabled or not. */
START_TEST(framebuffers_of_chosen)
{
#define FB(name, more) name " { compatible = \"simple-framebuffer\"; " more " };"
	static const struct place now[] = {
		{ "chosen { " FB("a", "") FB("b", "") " };", "/chosen/a", ALWAYS },
		{ "chosen { " FB("a", "") FB("b", "") " };", "/chosen/b", NEVER },
		{ "chosen { " FB("a", "status = \"disabled\";") FB("b", "") " };", "/chosen/b", NEVER },
		{ "chosen { c { " DEV " }; " FB("a", "") " };", "/chosen/a", ALWAYS },
		{ "chosen { c { " DEV " }; };", "/chosen/c", NEVER },
	};
	static const struct place before = { "chosen { " FB("a", "") " };", "/chosen/a", NEVER };

	expect_place(LINUX(5, 17), &now[_i]);
	expect_place(LINUX(7, 3), &now[_i]);
	expect_place(LINUX(5, 10), &before);
}
END_TEST

/* Clocks and interrupt controllers that are there before any driver. */
START_TEST(taken_by_init_code)
{
	static const struct place taken[] = {
		{ "a { compatible = \"fixed-clock\"; };", "/a", NEVER },
		{ BUS("s", "a { compatible = \"fixed-clock\"; };"), "/s/a", NEVER },
		{ "a { compatible = \"arm,gic-v3\"; its { " DEV " }; };", "/a/its", NEVER },
	};

	expect_place(dts_releases[RELEASES - 1], &taken[_i]);
}
END_TEST

#define TABLE(tc, test, table) \
	tcase_add_loop_test(tc, test, 0, sizeof(table) / sizeof((table)[0]))

Suite *exist_suite(void)
{
	Suite *s = suite_create("exist");
	TCase *t = tcase_create("exist");

	TABLE(t, populate, populated);
	TABLE(t, below_a_driver, driven);
	TABLE(t, primecells_are_amba, amba);
	TABLE(t, disabled_nodes_are_no_devices, off);
	TABLE(t, special_places, special);
	TABLE(t, children_of_a_pci_host, pci);
	tcase_add_loop_test(t, reserved_memory_by_version, 0, 5);
	tcase_add_loop_test(t, framebuffers_of_chosen, 0, 5);
	tcase_add_loop_test(t, taken_by_init_code, 0, 3);
	tcase_add_loop_test(t, buses_behind_hosts, 0, 7);
	suite_add_tcase(s, t);
	return s;
}
