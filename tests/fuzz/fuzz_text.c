// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What kernels and tools print. */
#include <string.h>

#include "cmdline/bootargs.h"
#include "cmdline/cmdline.h"
#include "config/config.h"
#include "explain/measured.h"
#include "explain/subject.h"
#include "facts/builtin.h"
#include "fuzz.h"
#include "fuzz_tree.h"
#include "pci/bus_dump.h"
#include "plan/plan.h"
#include "render/render.h"

/* The board's plan under @v; the same for every input that changes nothing. */
static void board_plan(struct iop_tree *t, struct iop_plan *p, const struct iop_view *v,
		       struct iop_arena *a)
{
	size_t size;
	const void *board = fuzz_board(&size);

	fuzz_must(fuzz_tree_read(t, board, size, a) && !iop_plan_make(p, t, v, a));
}

static void show(const struct iop_plan *p)
{
	render_plan_json(fuzz_sink(), &(struct render_input){ .file = "fuzz.dtb", .plan = p });
}

void fuzz_bus(const uint8_t *data, size_t size)
{
	struct iop_view v = *fuzz_view(0);
	struct out *diag = fuzz_diag();
	struct pci_dump d;
	struct iop_tree t;
	struct iop_plan p;

	if (!pci_dump_open(&d, fuzz_file(data, size), false, diag)) {
		v.target.pci = &d.bus;
		board_plan(&t, &p, &v, fuzz_arena());
		show(&p);
	}
	out_flush(diag);
	pci_dump_close(&d);
}

void fuzz_config(const uint8_t *data, size_t size)
{
	struct out *diag = fuzz_diag();
	struct config c;

	config_parse(&c, "fuzz.config", &iop_builtin_facts, data, size, diag);
	fuzz_must(memchr(c.cmdline, 0, sizeof(c.cmdline)));
	out_flush(diag);
	config_free(&c);
}

/* Merging changes no more once it is merged. */
static void merge(const struct iop_plan *p, const char *text)
{
	size_t room = iop_cmdline_merge(p, text, NULL, 0) + 1, again;
	char *merged = malloc(room), *twice = malloc(room);

	fuzz_must(merged && twice);
	fuzz_must(iop_cmdline_merge(p, text, merged, room) == room - 1);
	again = iop_cmdline_merge(p, merged, twice, room);
	fuzz_must(again == room - 1 && !strcmp(merged, twice));
	free(merged);
	free(twice);
}

static void conflicts(const struct iop_plan *p, const char *text)
{
	struct iop_conflict_walk w = { .rest = text };
	struct iop_conflict c;

	while (iop_conflict_next(p, &w, &c)) {
		fuzz_must(c.arg.raw >= text && c.arg.raw + c.arg.raw_len <= text + strlen(text));
		out_term_mem(fuzz_sink(), c.arg.raw, c.arg.raw_len);
	}
}

void fuzz_bootargs(const uint8_t *data, size_t size)
{
	struct iop_view v = *fuzz_view(size ? data[0] : 0);
	char *text = fuzz_text(data, size);
	struct iop_tree t;
	struct iop_plan p;

	v.target.bootargs = text;
	board_plan(&t, &p, &v, fuzz_arena());
	merge(&p, text);
	conflicts(&p, text);
	free(text);
}

static void explain_lines(struct subject_of *s, const char *log, size_t size)
{
	struct attributor a = subject_attributor(s);
	const char *at = log, *end = log + size;
	struct attributed found;
	uint32_t number = 0;

	for (const char *next; at < end; at = next) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));

		next = eol ? eol + 1 : end;
		if (!attribute_line(&a, at, (size_t)((eol ? eol : end) - at), &found))
			continue;
		number++;
		subject_line(s, &found, number, "fuzz.log", number & 1);
		attributed_free(&found);
	}
}

void fuzz_log(const uint8_t *data, size_t size)
{
	static struct iop_arena kept;
	static struct iop_tree t;
	static struct iop_plan p;
	static struct subject_of s;
	struct measured m = { .store = { NULL } };
	struct out *diag = fuzz_diag();

	if (!kept.base) {
		iop_arena_init(&kept, malloc(1 << 20), 1 << 20);
		board_plan(&t, &p, fuzz_view(0), &kept);
		fuzz_must(subject_open(&s, &p, "fuzz.dtb", fuzz_sink()));
	}
	explain_lines(&s, (const char *)data, size);
	fuzz_must(measured_read(&m, &p, (const char *)data, size, diag));
	measured_free(&m);
	out_flush(diag);
}
