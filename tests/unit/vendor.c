// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A vendor's facts over mainline's: what replaces what, and whose kernel it is. */
#include <check.h>
#include <string.h>

#include "facts/builtin.h"
#include "facts/supplier_table.h"
#include "facts/vendor.h"
#include "facts/view.h"

Suite *vendor_suite(void);

#define LINUX(major, minor) IOP_VERSION(major, minor, IOP_VERSION_PATCH_ANY)

static uint8_t memory[1 << 20];

static const struct iop_fact mainline_facts[] = {
	{ IOP_K_GROUP_RULE, IOP_W_DEVICE, { .since = 1 }, NULL, "a" },
	{ IOP_K_GROUP_RULE, IOP_W_INSTANCE, { .since = 1 }, "x,one", "b" },
	{ IOP_K_ID_BITS, 16, { .since = 1 }, NULL, "c" },
};
static const struct iop_fact vendor_facts[] = {
	{ IOP_K_GROUP_RULE, IOP_W_UNKNOWN, { .since = 1 }, NULL, "v" },
};
static const struct iop_item items[] = {
	{ "identity-clients", "z", { .since = 1 }, "of" },
	{ "vendor-iommus", "toy,iommu", { .since = 1 }, "of" },
	{ "vendor-releases", "-toy", { .since = 1 }, "uname" },
};
static const struct iop_item mainline_items[] = {
	{ "impl", "x", { .since = 1 }, "of" },
	{ "vendor-iommus", "y", { .since = 1 }, "of" },
};
static const struct iop_compat compat = { "toy,iommu", { .since = 1 }, "of" };
static const struct iop_driver mainline[] = {
	{ .name = "linux", .kconfig = "" },
	{ .name = "one", .kconfig = "CONFIG_ONE", .facts = mainline_facts, .n_facts = 3,
	  .items = mainline_items, .n_items = 2 },
};
static const struct iop_driver vendors[] = {
	{ .name = "one", .vendor = "toy", .kconfig = "", .facts = vendor_facts, .n_facts = 1,
	  .items = items, .n_items = 3, .compats = &compat, .n_compats = 1 },
	{ .name = "two", .vendor = "toy", .kconfig = "CONFIG_TWO" },
	{ .name = "one", .vendor = "other", .kconfig = "CONFIG_OTHER" },
};
static const struct iop_facts facts = {
	.drivers = mainline, .count = 2, .vendors = vendors, .n_vendors = 3,
};

static const struct iop_fact *find(const struct iop_driver *d, const char *from)
{
	for (uint16_t n = 0; n < d->n_facts; n++)
		if (!strcmp(d->facts[n].from, from))
			return &d->facts[n];
	return NULL;
}

START_TEST(replaces_and_adds)
{
	struct iop_facts out;
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_vendor_apply(&out, &facts, "toy", &a));
	ck_assert_uint_eq(out.count, 3);
	ck_assert_str_eq(out.drivers[1].name, "one");
	ck_assert_str_eq(out.drivers[1].kconfig, "CONFIG_ONE");
	ck_assert_uint_eq(out.drivers[1].n_facts, 3);
	ck_assert_ptr_null(find(&out.drivers[1], "a"));
	ck_assert_ptr_nonnull(find(&out.drivers[1], "b"));
	ck_assert_ptr_nonnull(find(&out.drivers[1], "c"));
	ck_assert_ptr_nonnull(find(&out.drivers[1], "v"));
	ck_assert_uint_eq(out.drivers[1].n_compats, 1);
	ck_assert_uint_eq(out.drivers[1].n_items, 5);
	for (uint16_t n = 1; n < 5; n++)
		ck_assert_int_le(strcmp(out.drivers[1].items[n - 1].list,
					out.drivers[1].items[n].list), 0);
	ck_assert_str_eq(out.drivers[2].name, "two");
	ck_assert_uint_eq(mainline[1].n_facts, 3);	/* untouched */
}
END_TEST

START_TEST(needs_room)
{
	struct iop_facts out;
	struct iop_arena a;

	for (size_t room = 0; room < 2048; room += 64) {
		iop_arena_init(&a, memory, room);
		if (iop_vendor_apply(&out, &facts, "toy", &a))
			return;
	}
	ck_abort_msg("2 KiB are not enough");
}
END_TEST

/* A fact about one compatible replaces that about the same one, written anywhere. */
START_TEST(replaces_by_compatible)
{
	static const char again[] = "x,one";
	static const struct iop_fact own[] = {
		{ IOP_K_GROUP_RULE, IOP_W_UNKNOWN, { .since = 1 }, again, "v" },
		{ IOP_K_ID_BITS, 9, { .since = 1 }, "x,two", "w" },
	};
	const struct iop_driver over = { .name = "one", .vendor = "toy", .kconfig = "",
					 .facts = own, .n_facts = 2 };
	const struct iop_facts f = { .drivers = mainline, .count = 2, .vendors = &over,
				     .n_vendors = 1 };
	struct iop_facts out;
	struct iop_arena a;

	iop_arena_init(&a, memory, sizeof(memory));
	ck_assert(iop_vendor_apply(&out, &f, "toy", &a));
	ck_assert_ptr_nonnull(find(&out.drivers[1], "a"));
	ck_assert_ptr_null(find(&out.drivers[1], "b"));
	ck_assert_ptr_nonnull(find(&out.drivers[1], "c"));	/* of all, not of x,two */
	ck_assert_ptr_nonnull(find(&out.drivers[1], "w"));
}
END_TEST

/* Each allocation fails in turn: an error, or all of the facts. */
START_TEST(needs_room_for_each_part)
{
	static const struct iop_param param = { .name = "toy.x" };
	static const struct iop_row row = { .table = "t", .when = { .since = 1 } };
	struct iop_driver over = vendors[0];
	const struct iop_facts f = { .drivers = mainline, .count = 2, .vendors = &over,
				     .n_vendors = 1 };
	uint32_t refused = 0;
	struct iop_facts out;
	struct iop_arena a;

	over.params = &param;
	over.n_params = 1;
	over.rows = &row;
	over.n_rows = 1;
	for (size_t room = 0; room < 4096; room++) {
		iop_arena_init(&a, memory, room);
		if (!iop_vendor_apply(&out, &f, "toy", &a)) {
			refused++;
			continue;
		}
		ck_assert_uint_eq(out.drivers[1].n_facts, 3);
		ck_assert_uint_eq(out.drivers[1].n_rows, 1);
		ck_assert_uint_eq(out.drivers[1].n_items, 5);
		ck_assert_uint_eq(out.drivers[1].n_compats, 1);
		ck_assert_str_eq(out.drivers[1].params[0].name, "toy.x");
		ck_assert_ptr_nonnull(find(&out.drivers[1], "v"));
	}
	ck_assert(refused > 100 && refused < 4096);
}
END_TEST

START_TEST(is_recognised)
{
	struct iop_cells names = { (const uint8_t *)"a,b\0toy,iommu", 14 };
	const char *sign;
	uint16_t at = 0;

	ck_assert_str_eq(iop_vendor_of_release(&facts, "6.1.0-toy+"), "toy");
	ck_assert_ptr_null(iop_vendor_of_release(&facts, "6.1.0-to"));
	ck_assert_str_eq(iop_vendor_of_iommu(&facts, names, &sign), "toy");
	ck_assert_str_eq(sign, "toy,iommu");
	names.left = 4;
	ck_assert_ptr_null(iop_vendor_of_iommu(&facts, names, &sign));
	ck_assert_str_eq(iop_vendor_next(&facts, &at), "toy");
	ck_assert_str_eq(iop_vendor_next(&facts, &at), "other");
	ck_assert_ptr_null(iop_vendor_next(&facts, &at));
}
END_TEST

/* Two clocks, the second of which mainline got a driver for in 6.12. */
static const struct iop_supplier_table clocks = {
	.names = "toy,clk\0toy,new-clk\0CONFIG_CLK\0CONFIG_NEW",
	.rows = (const struct iop_supplier_row[]){ { 0, 0, 0, 0 }, { 8, 1, 1, 0 } },
	.symbols = (const uint32_t[]){ 20, 31 },
	.spans = (const struct iop_span[]){ { .since = 1 }, { .since = LINUX(6, 12) } },
	.n_rows = 2, .n_symbols = 2, .n_spans = 2,
};

/* The vendor's kernel of its own boards has their drivers, by whatever symbol. */
START_TEST(has_its_boards_suppliers)
{
	static const uint8_t without[] = { IOP_CONFIG_NO, IOP_CONFIG_NO };
	static const uint8_t with[] = { IOP_CONFIG_MODULE, IOP_CONFIG_MODULE };
	struct iop_facts f = { .suppliers = &clocks };
	struct iop_view v = { .facts = &f, .target = { .version = LINUX(6, 1) } };

	ck_assert_int_eq(iop_supplier_driver(&v, "toy,clk").built, IOP_CONFIG_YES);
	ck_assert_int_eq(iop_supplier_driver(&v, "toy,new-clk").built, IOP_CONFIG_NO);
	f.vendor = "toy";
	ck_assert_int_eq(iop_supplier_driver(&v, "toy,new-clk").built, IOP_CONFIG_YES);
	v.target.suppliers = with;
	ck_assert_int_eq(iop_supplier_driver(&v, "toy,new-clk").built, IOP_CONFIG_MODULE);
	v.target.suppliers = without;
	ck_assert_int_eq(iop_supplier_driver(&v, "toy,clk").built, IOP_CONFIG_NO);
	ck_assert_int_eq(iop_supplier_driver(&v, "toy,new-clk").built, IOP_CONFIG_UNKNOWN);
}
END_TEST

/* No string by which a vendor is known may be one that mainline binds. */
START_TEST(never_mainline)
{
	const struct iop_facts *f = &iop_builtin_facts;
	const char *sign;

	for (uint16_t d = 0; d < f->count; d++)
		for (uint16_t n = 0; n < f->drivers[d].n_compats; n++) {
			const char *name = f->drivers[d].compats[n].name;
			struct iop_cells one = { (const uint8_t *)name,
						 (uint32_t)strlen(name) + 1 };

			ck_assert_msg(!iop_vendor_of_iommu(f, one, &sign), "%s", name);
		}
}
END_TEST

static const struct iop_supplier_table twice = {
	.names = "toy,clk\0CONFIG_A\0CONFIG_B",
	.rows = (const struct iop_supplier_row[]){ { 0, 0, 0, 0 }, { 0, 1, 0, 0 } },
	.symbols = (const uint32_t[]){ 8, 17 },
	.spans = (const struct iop_span[]){ { .since = 1 } },
	.n_rows = 2, .n_symbols = 2, .n_spans = 1,
};

/* Two drivers of one name: the one that is there, a module before what is not known. */
START_TEST(of_two_drivers_the_better)
{
	static const uint8_t order[] = { IOP_CONFIG_NO, IOP_CONFIG_UNKNOWN, IOP_CONFIG_MODULE,
					 IOP_CONFIG_YES };
	struct iop_facts f = { .suppliers = &twice };
	struct iop_view v = { .facts = &f, .target = { .version = LINUX(6, 1) } };

	for (int a = 0; a < 4; a++)
		for (int b = 0; b < 4; b++) {
			uint8_t built[] = { order[a], order[b] };

			v.target.suppliers = built;
			ck_assert_int_eq(iop_supplier_driver(&v, "toy,clk").built,
					 order[a > b ? a : b]);
		}
}
END_TEST

Suite *vendor_suite(void)
{
	Suite *s = suite_create("vendor");
	TCase *t = tcase_create("vendor");

	tcase_add_test(t, replaces_and_adds);
	tcase_add_test(t, needs_room);
	tcase_add_test(t, replaces_by_compatible);
	tcase_add_test(t, needs_room_for_each_part);
	tcase_add_test(t, is_recognised);
	tcase_add_test(t, has_its_boards_suppliers);
	tcase_add_test(t, never_mainline);
	tcase_add_test(t, of_two_drivers_the_better);
	suite_add_tcase(s, t);
	return s;
}
