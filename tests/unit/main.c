// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Runs every suite: tests/unit/NAME.c brings NAME_suite(), the build lists
 * them. Those that have dtc compile their trees are left out where it is not.
 */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define SUITE(name) Suite *name##_suite(void);
#define DTC_SUITE(name) SUITE(name)
#include "suites.inc"
#undef SUITE
#undef DTC_SUITE

/*
 * Read by the address sanitizer alone. Check reads what every test sent and
 * frees it: kept in quarantine it would be copied and searched for leaks in
 * each fork, which took nine minutes of ten. Looking for leaks at the end of each
 * of 2,700 forks goes over 100 MB of static memory: tests/cli/fuzz.sh looks for them
 * in the program.
 */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=4:detect_leaks=0";
}

static bool have_dtc(void)
{
	return !system("dtc --version >/dev/null 2>&1");
}

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	bool dtc = have_dtc();
	int failed, left_out = 0;

#define SUITE(name) srunner_add_suite(runner, name##_suite());
#define DTC_SUITE(name) \
	if (dtc) \
		srunner_add_suite(runner, name##_suite()); \
	else \
		left_out++;
#include "suites.inc"
#undef SUITE
#undef DTC_SUITE
	if (left_out)
		printf("SKIP - %d suites of unit tests: dtc is not installed\n", left_out);
	fflush(stdout);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
