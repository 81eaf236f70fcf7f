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

static bool have_dtc(void)
{
	return !system("dtc --version >/dev/null 2>&1");
}

/*
 * A runner for each suite: Check forks for every test, and each fork copies
 * what the runner has collected, which under the sanitizers took minutes.
 */
static void run(Suite *suite, int *checks, int *failures)
{
	SRunner *runner = srunner_create(suite);

	fflush(stdout);
	srunner_run_all(runner, CK_ENV);
	*checks += srunner_ntests_run(runner);
	*failures += srunner_ntests_failed(runner);
	srunner_free(runner);
}

int main(void)
{
	bool dtc = have_dtc();
	int checks = 0, failures = 0, left_out = 0;

#define SUITE(name) run(name##_suite(), &checks, &failures);
#define DTC_SUITE(name) \
	if (dtc) \
		run(name##_suite(), &checks, &failures); \
	else \
		left_out++;
#include "suites.inc"
#undef SUITE
#undef DTC_SUITE
	if (left_out)
		printf("SKIP - %d suites of unit tests: dtc is not installed\n", left_out);
	printf("%d passed, %d failed, %d skipped\n", checks - failures, failures, left_out);
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
