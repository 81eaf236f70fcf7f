// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Apple DART: apple_dart_of_xlate(), _device_group() and _def_domain_type(). */
#include "dts_help.h"

Suite *sid_table_suite(void);

#define DART(label, at) IOMMU(label, at, "apple,t8103-dart", "1")
#define BOARD(nodes) DTS(DART("d", "1000") DART("e", "2000") DART("f", "3000") \
			 DART("h", "4000") nodes)

START_TEST(own_streams_own_groups)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&d 0") MASTER("b", "&d 1 &d 2")
					 MASTER("c", "&e 0")));
	expect_alone("/a");
	expect_alone("/b");
	expect_alone("/c");
}
END_TEST

START_TEST(equal_streams_share)
{
	dts_plan(dts_releases[_i], BOARD(MASTER("a", "&d 0 &d 1") MASTER("b", "&d 1")
					 MASTER("c", "&d 0")));
	expect_together("/a", "/b", "/c");
	ck_assert_int_eq(dts_device("/b")->join, IOP_JOIN_SID);
}
END_TEST

/* The search is by rising stream, whatever the order of the entries. */
START_TEST(free_streams_come_first)
{
	static const char *const boards[] = {
		BOARD(MASTER("a", "&d 5") MASTER("b", "&d 3 &d 5")),
		BOARD(MASTER("a", "&d 5") MASTER("b", "&d 5 &d 3")),
		BOARD(MASTER("a", "&e 1") MASTER("b", "&d 9 &e 1")),
	};

	dts_plan(LINUX(6, 12), boards[_i]);
	expect_together("/a", "/b");
}
END_TEST

START_TEST(free_stream_behind_a_taken_one)
{
	static const char *const boards[] = {
		BOARD(MASTER("a", "&d 3") MASTER("b", "&d 3 &d 5")),
		BOARD(MASTER("a", "&d 3") MASTER("b", "&d 5 &d 3")),
		BOARD(MASTER("a", "&e 9") MASTER("b", "&e 9 &d 1")),
	};

	dts_plan(LINUX(6, 12), boards[_i]);
	expect_lost("/b", "group-conflict");
	dts_plan(LINUX(7, 2), boards[_i]);
	expect_lost("/a", "iommu-fails-to-probe");
}
END_TEST

START_TEST(streams_of_two_groups)
{
	static const char text[] = BOARD(MASTER("a", "&d 0") MASTER("b", "&d 1")
					 MASTER("c", "&d 0 &d 1"));

	dts_plan(LINUX(6, 12), text);
	expect_lost("/c", "group-conflict");
	expect_alone("/a");
	dts_plan(LINUX(7, 2), text);
	expect_broken("/iommu@1000", "/c", "group-conflict");
}
END_TEST

/* Joining takes no streams: 3 stays free for another. */
START_TEST(free_streams_stay_free)
{
	dts_plan(LINUX(6, 12), BOARD(MASTER("a", "&d 5") MASTER("b", "&d 3 &d 5")
				     MASTER("c", "&d 3")));
	expect_together("/a", "/b");
	expect_alone("/c");
}
END_TEST

START_TEST(several_darts)
{
	static const struct { iop_version version; uint32_t most; } limits[] = {
		{ LINUX(6, 1), 2 }, { LINUX(6, 12), 2 }, { LINUX(6, 14), 2 },
		{ LINUX(6, 17), 3 }, { LINUX(7, 2), 3 },
	};

	dts_plan(limits[_i].version, BOARD(MASTER("a", "&d 0 &e 0 &d 1 &e 1")
		 MASTER("b", "&d 2 &e 2 &f 2") MASTER("c", "&d 3 &e 3 &f 3 &h 3")));
	expect_alone("/a");
	expect_lost("/c", "too-many-instances");
	if (limits[_i].most < 3)
		expect_lost("/b", "too-many-instances");
	else
		expect_alone("/b");
}
END_TEST

/* A page of 16 KiB on a kernel with smaller ones: identity is forced. */
START_TEST(page_size_decides)
{
	static const struct { uint32_t page; const char *type; } pages[] = {
		{ 0, "identity" }, { 4096, "identity" }, { 16384, "DMA" }, { 65536, "DMA" },
	};
	struct iop_target target = { .page_size = pages[_i].page };

	for (int r = 1; r < RELEASES; r++) {
		target.version = dts_releases[r];
		dts_plan_for(&target, BOARD(MASTER("a", "&d 0")));
		expect_domain("/a", pages[_i].type);
	}
}
END_TEST

Suite *sid_table_suite(void)
{
	Suite *s = suite_create("sid_table");
	TCase *t = tcase_create("sid-table");

	tcase_add_loop_test(t, own_streams_own_groups, 1, RELEASES);
	tcase_add_loop_test(t, equal_streams_share, 1, RELEASES);
	tcase_add_loop_test(t, free_streams_come_first, 0, 3);
	tcase_add_loop_test(t, free_stream_behind_a_taken_one, 0, 3);
	tcase_add_test(t, streams_of_two_groups);
	tcase_add_test(t, free_streams_stay_free);
	tcase_add_loop_test(t, several_darts, 0, 5);
	tcase_add_loop_test(t, page_size_decides, 0, 4);
	suite_add_tcase(s, t);
	return s;
}
