// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Files that people write in YAML, and JSON that programs write. */
#include <string.h>

#include "facts/builtin.h"
#include "facts/load.h"
#include "fuzz.h"
#include "fuzz_tree.h"
#include "lint/baseline.h"
#include "lint/settings.h"
#include "plan/plan.h"
#include "policy/file.h"
#include "render/render.h"
#include "solve/solve.h"

static void told(int rc, const struct read_error *err)
{
	fuzz_must(!rc || rc == READ_BAD || rc == READ_IO);
	fuzz_must(!rc || err->message[0]);
	fuzz_must(memchr(err->message, 0, sizeof(err->message)));
	if (rc)
		out_term(fuzz_sink(), err->message);
}

void fuzz_policy(const uint8_t *data, size_t size)
{
	struct policy_file f = { .name = NULL };
	struct read_error err;
	struct iop_arena *a = fuzz_arena();
	struct iop_solve_error error = { 0 };
	struct iop_solution s;
	struct iop_tree t;
	size_t board_size;
	const void *board = fuzz_board(&board_size);
	int rc = policy_parse(&f, "fuzz.yaml", (const char *)data, size, &err);

	told(rc, &err);
	if (!rc && fuzz_tree_read(&t, board, board_size, a) &&
	    !iop_solve(&(struct iop_solve_in){ .tree = &t, .view = fuzz_view(0),
					       .policy = &f.policy }, &s, &error, a))
		render_plan_json(fuzz_sink(), &(struct render_input){
			.file = "fuzz.dtb", .plan = &s.plan, .solution = &s,
			.policy = "fuzz.yaml" });
	policy_close(&f);
}

/* The driver among the others, and a tree planned with them. */
static void plan_with(const struct iop_driver *d)
{
	static struct iop_driver drivers[256];
	struct iop_facts facts = iop_builtin_facts;
	struct iop_target target = { .version = facts.newest | IOP_VERSION_PATCH_ANY };
	struct iop_arena *a = fuzz_arena();
	struct iop_view v;
	struct iop_tree t;
	struct iop_plan p;
	size_t size;
	const void *board = fuzz_board(&size);

	fuzz_must(facts.count < 256);
	memcpy(drivers, facts.drivers, facts.count * sizeof(*drivers));
	drivers[facts.count] = *d;
	for (uint16_t n = 1; n < facts.count; n++)
		if (!strcmp(drivers[n].name, d->name))
			drivers[n] = *d;
	facts.drivers = drivers;
	facts.count++;
	if (iop_view_build(&v, &facts, &target, a) && fuzz_tree_read(&t, board, size, a) &&
	    !iop_plan_make(&p, &t, &v, a))
		render_plan_json(fuzz_sink(), &(struct render_input){
			.file = "fuzz.dtb", .plan = &p, .because = true });
}

void fuzz_schema(const uint8_t *data, size_t size)
{
	struct facts_set set = { .store = { NULL } };
	struct facts_parsed parsed;
	struct read_error err = { .line = 0 };
	int rc = facts_parse(&set, "fuzz.yaml", (const char *)data, size, &parsed, &err);

	told(rc, &err);
	if (!rc && !parsed.driver.vendor && strcmp(parsed.driver.name, "linux") &&
	    strcmp(parsed.driver.name, "suppliers"))
		plan_with(&parsed.driver);
	facts_free(&set);
}

void fuzz_settings(const uint8_t *data, size_t size)
{
	struct settings s = { .file = NULL };
	struct read_error err = { .line = 0 };
	struct grade grade = { .off = { false } };
	int rc = settings_parse(&s, (const char *)data, size, &err);
	struct out *diag = fuzz_diag();
	struct iop_tree t;
	size_t board_size;
	const void *board = fuzz_board(&board_size);

	told(rc, &err);
	s.file = strdup("fuzz.yaml");
	if (!rc && fuzz_tree_read(&t, board, board_size, fuzz_arena())) {
		settings_warn(&s, diag);
		settings_grade(&s, &grade);
		ignore_ask(&s, &t, "fuzz");
		ignore_find(&s, &t, "fuzz", "/dma@30000000", "stream-overlap");
		ignore_stale(&s, &grade, diag);
	}
	out_flush(diag);
	settings_close(&s);
}

void fuzz_baseline(const uint8_t *data, size_t size)
{
	struct baseline b = { .file = "fuzz.json" };
	struct read_error err = { .line = 0 };
	struct out *diag = fuzz_diag();
	int rc = baseline_read(&b, (const char *)data, size, &err);

	told(rc, &err);
	if (!rc) {
		baseline_begin(&b, "fuzz");
		baseline_end(&b, true, false, diag);
	}
	out_flush(diag);
	baseline_close(&b);
}
