// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The script that sets group types: what it is told, and how names get there. */
#include <stdlib.h>
#include <string.h>

#include "dts_help.h"
#include "pci_bus_help.h"
#include "artefacts/runtime/runtime.h"
#include "text/out.h"

Suite *runtime_suite(void);

static char text[65536];
static size_t used;

static int take(void *ctx, const void *bytes, size_t n)
{
	(void)ctx;
	ck_assert_uint_lt(used + n, sizeof(text));
	memcpy(text + used, bytes, n);
	used += n;
	text[used] = 0;
	return 0;
}

static void script(const struct iop_write *mechanisms, uint32_t n)
{
	static struct out o;

	used = 0;
	out_to_sink(&o, take, NULL);
	runtime_script(&o, &(struct runtime_input){ "iommuplan test", &dts_plan_made,
						    mechanisms, n });
	ck_assert(out_flush(&o));
	ck_assert_ptr_eq(strstr(text, "#!/bin/sh\n# SPDX-License-Identifier:"), text);
	ck_assert_ptr_nonnull(strstr(text, "# Made by iommuplan test\n"));
}

/* What stands between mechanisms() and its end. */
static void expect_mechanisms(const char *want)
{
	char *from = strstr(text, "\nlevers()\n{\n"), *end;

	ck_assert_ptr_nonnull(from);
	from += strlen("\nlevers()\n{\n");
	end = strstr(from, "}\n");
	ck_assert_ptr_nonnull(end);
	ck_assert_str_eq(end, "}\n\nfor pass in find check set; do\n\tlevers\n"
			 "\t[ $failed = 0 ] || exit 1\ndone\n");
	*end = 0;
	ck_assert_str_eq(from, want);
}

static uint32_t group(const char *path)
{
	return dts_device(path)->group;
}

START_TEST(every_member_is_named)
{
	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000") MASTER("a", "&s 1") MASTER("b", "&s 2")
		MASTER("c", "&s 2") MASTER("d", "&s 4")));
	script((struct iop_write[]){ { .group = group("/b"), .type = IOP_W_IDENTITY },
					 { .group = group("/a"), .type = IOP_W_DMA_FQ } }, 2);
	expect_mechanisms("\twant 'identity' '/b'\n\twant 'identity' '/c'\n"
		      "\twant 'DMA-FQ' '/a'\n");
}
END_TEST

START_TEST(without_mechanisms_it_does_nothing)
{
	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000") MASTER("a", "&s 1")));
	script(NULL, 0);
	expect_mechanisms("\t:\n");
}
END_TEST

/* Replaces the bytes of a name in the compiled blob: dtc would refuse them. */
static void rename_to(const char *old, const char *new)
{
	uint8_t *blob = (uint8_t *)(uintptr_t)dts_plan_made.tree->blob;
	size_t n = strlen(old), size = dts_plan_made.tree->size;

	ck_assert_uint_eq(n, strlen(new));
	for (size_t i = 0; i + n < size; i++)
		if (!memcmp(blob + i, old, n))
			memcpy(blob + i, new, n);
}

START_TEST(names_are_only_names)
{
	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000") MASTER("rename-me", "&s 1")));
	rename_to("rename-me", "'$(x)`;\n\\");
	script((struct iop_write[]){ { .group = 0, .type = IOP_W_DMA } }, 1);
	expect_mechanisms("\twant 'DMA' '/'\\''$(x)`;\n\\' '/?$(x)`;?" "?'\n");
	rename_to("'$(x)`;\n\\", "rename-me");
}
END_TEST

START_TEST(what_is_behind_a_host)
{
	dts_plan(LINUX(7, 2), DTS(SMMU("s", "1000")
		"pcie { compatible = \"v,p\"; device_type = \"pci\"; iommu-map = <0 &s 0 0x10000>; };"));
	script((struct iop_write[]){ { .group = 0, .type = IOP_W_IDENTITY } }, 1);
	expect_mechanisms("\twant_behind 'identity' '/pcie'\n");
}
END_TEST

START_TEST(functions_of_a_dump)
{
	bus_is(BRIDGE(RID(0, 1, 0), ROOT_PORT, 1, 2, ACS_ON), FUNCTION(RID(1, 2, 3), CONVENTIONAL));
	dts_plan_for(&(struct iop_target){ .version = LINUX(7, 2), .pci = &bus_made },
		DTS(SMMU("s", "1000")
		"pcie { compatible = \"v,p\"; device_type = \"pci\"; iommu-map = <0 &s 0 0x10000>; };"));
	for (uint32_t n = 0; n < dts_plan_made.n_groups; n++) {
		const struct iop_group *g = &dts_plan_made.groups[n];

		if (dts_plan_made.devices[g->first].child != RID(1, 2, 3))
			continue;
		script((struct iop_write[]){ { .group = n, .type = IOP_W_DMA } }, 1);
		expect_mechanisms("\twant_function 'DMA' '/pcie' '01:02.3'\n");
		return;
	}
	ck_abort_msg("no group of the function's own");
}
END_TEST

START_TEST(the_rest_is_made_for_nobody)
{
	static void (*const files[])(struct out *, const char *) = {
		runtime_unit, runtime_initramfs, runtime_dracut,
	};
	static struct out o;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		used = 0;
		out_to_sink(&o, take, NULL);
		files[i](&o, "iommuplan test");
		ck_assert(out_flush(&o));
		ck_assert_ptr_nonnull(strstr(text, "BSD-2-Clause\n# Made by iommuplan test\n"));
		ck_assert_ptr_nonnull(strstr(text, "/etc/iommuplan/runtime.sh"));
	}
}
END_TEST

Suite *runtime_suite(void)
{
	Suite *s = suite_create("runtime");
	TCase *t = tcase_create("runtime");

	suite_add_tcase(s, t);
	tcase_add_test(t, every_member_is_named);
	tcase_add_test(t, without_mechanisms_it_does_nothing);
	tcase_add_test(t, names_are_only_names);
	tcase_add_test(t, what_is_behind_a_host);
	tcase_add_test(t, functions_of_a_dump);
	tcase_add_test(t, the_rest_is_made_for_nobody);
	return s;
}
