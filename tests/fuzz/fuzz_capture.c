// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* An archive of what a booted system says of itself, as verify --capture reads it. */
#include "fuzz.h"
#include "fuzz_tree.h"
#include "plan/plan.h"
#include "render/render.h"
#include "verify/checks.h"
#include "verify/record.h"
#include "verify/results.h"

static void compare(const struct system *s, const struct iop_plan *p, bool json)
{
	const struct render_input in = { .file = "/sys/firmware/fdt", .plan = p };
	struct expected e = { .kernel = NULL };
	struct checks c = { .failed = false };

	fuzz_must(expect_plan(&e, &in));
	checks_tree(&c, &e, &e, s);
	checks_system(&c, &e, s);
	fuzz_must(!c.failed);
	(json ? results_json : results_text)(fuzz_sink(), &c, s);
	(json ? results_ktap : results_junit)(fuzz_sink(), &c, s);
	checks_free(&c);
	expect_free(&e);
}

/* An archive holds what its files hold: its bytes are not text. */
static int any_bytes(void *ctx, const void *bytes, size_t n)
{
	(void)ctx;
	(void)bytes;
	(void)n;
	return 0;
}

static void record(const struct system *s)
{
	static struct out archive;
	struct redacted r = { 0 };

	out_to_sink(&archive, any_bytes, NULL);
	record_write(&archive, s, &r);
	out_flush(&archive);
}

void fuzz_capture(const uint8_t *data, size_t size)
{
	struct out *diag = fuzz_diag();
	struct iop_arena *a = fuzz_arena();
	struct system s;
	struct iop_tree t;
	struct iop_plan p;

	if (!system_open(&s, fuzz_file(data, size), diag) && s.tree &&
	    fuzz_tree_read(&t, (const uint8_t *)s.tree, s.tree_size, a) &&
	    !iop_plan_make(&p, &t, fuzz_view(0), a)) {
		compare(&s, &p, size & 1024);
		record(&s);
	}
	out_flush(diag);
	system_close(&s);
}
