// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* A tree as build writes it. */
#include <libfdt.h>
#include <string.h>

#include "annotate/annotate.h"
#include "fdt/edit/edit.h"
#include "fuzz.h"
#include "fuzz_tree.h"
#include "cmdline/cmdline.h"
#include "policy/file.h"
#include "render/render.h"

/* What writes into a buffer of @size bytes and tells how many it takes. */
typedef int writer(const void *ctx, struct iop_arena *a, void *buf, size_t size, size_t *needed);

/* The bytes a writer makes, to be freed; NULL where it refuses. */
static uint8_t *written(writer *w, const void *ctx, struct iop_arena *a, size_t *size)
{
	size_t needed = 0, again = 0;
	uint8_t *bytes;
	int e = w(ctx, a, NULL, 0, &needed);

	fuzz_must(e);
	if (e != -IOP_ERR_NOSPACE || !needed)
		return NULL;
	bytes = malloc(needed);
	fuzz_must(bytes);
	fuzz_must(!w(ctx, a, bytes, needed, &again) && again == needed);
	*size = needed;
	return bytes;
}

static int note(const void *ctx, struct iop_arena *a, void *buf, size_t size, size_t *needed)
{
	return iop_annotate(ctx, a, buf, size, needed);
}

static int note_overlay(const void *ctx, struct iop_arena *a, void *buf, size_t size,
			size_t *needed)
{
	return iop_annotate_overlay(ctx, a, buf, size, needed);
}

static uint8_t *annotated(const uint8_t *data, size_t size, uint32_t choice, size_t *to)
{
	struct iop_arena *a = fuzz_arena();
	struct iop_tree t;
	struct iop_plan p;
	struct iop_annotation n = { &p, "fuzz", NULL };

	if (!fuzz_tree_read(&t, data, size, a) || iop_plan_make(&p, &t, fuzz_view(choice), a))
		return NULL;
	return written(note, &n, a, to);
}

/* Once more changes nothing. */
static void again(const uint8_t *once, size_t size, uint32_t choice)
{
	size_t size_twice = 0;
	uint8_t *twice = annotated(once, size, choice, &size_twice);

	fuzz_must(twice && size_twice == size && !memcmp(once, twice, size));
	free(twice);
}

static void as_overlay(const uint8_t *data, size_t size, uint32_t choice)
{
	struct iop_arena *a = fuzz_arena();
	struct iop_tree t, made;
	struct iop_plan p;
	struct iop_annotation n = { &p, "fuzz", NULL };
	uint8_t *overlay;
	size_t overlay_size;

	if (!fuzz_tree_read(&t, data, size, a) || iop_plan_make(&p, &t, fuzz_view(choice), a))
		return;
	overlay = written(note_overlay, &n, a, &overlay_size);
	if (!overlay)
		return;
	fuzz_must(fuzz_tree_read(&made, overlay, overlay_size, a));
	fuzz_must(!fdt_check_full(overlay, overlay_size));
	free(overlay);
}

void fuzz_tree_annotate(const uint8_t *data, size_t size)
{
	uint32_t choice = fuzz_choice(data, size);
	size_t once_size;
	uint8_t *once = annotated(data, size, choice, &once_size);

	if (!once)
		return;
	again(once, once_size, choice);
	free(once);
	as_overlay(data, size, choice);
}

/* --- by a policy --- */

static const char *const policies[] = {
	"version: 1\ndefault: strict\nallow: [cmdline, tree, runtime]\nbootargs: true\n"
	"iommus:\n- match: {path: \"**\", optional: true}\n  strategy: shared\n",
	"version: 1\ndefault: identity\nallow: [cmdline, runtime]\n"
	"devices:\n- match: {path: \"/**\", optional: true}\n  require: [translated, isolated]\n",
	"version: 1\ndefault: lazy\nallow: [cmdline, tree]\nedits: [migrate-mmu-masters, keep-framebuffer]\n"
	"iommus:\n- match: {compatible: \"*\", optional: true}\n  reserve-contexts: 2\n"
	"  reserved-streams: [\"0x100\", \"0x800-0x81f\", \"0x400/0x3f\"]\n",
	"version: 1\nallow: [tree]\n"
	"iommus:\n- match: {path: \"**\", optional: true}\n  strategy: \"off\"\n"
	"devices:\n- match: {path: \"**\", optional: true}\n  domain: identity\n",
};

#define POLICIES (sizeof(policies) / sizeof(policies[0]))

static const struct iop_policy *policy(uint32_t n)
{
	static struct policy_file files[POLICIES];
	static bool open[POLICIES];
	struct read_error err = { .line = 0 };

	n %= POLICIES;
	if (!open[n] && policy_parse(&files[n], "fuzz.yaml", policies[n], strlen(policies[n]), &err))
		fuzz_failed(err.message, policies[n], (int)err.line);
	open[n] = true;
	return &files[n].policy;
}

static int edited(const void *ctx, struct iop_arena *a, void *buf, size_t size, size_t *needed)
{
	return iop_edits_apply(ctx, a, buf, size, needed);
}

static int edited_overlay(const void *ctx, struct iop_arena *a, void *buf, size_t size,
			  size_t *needed)
{
	uint32_t culprit = IOP_NONE;
	int e = iop_edits_overlay(ctx, NULL, a, buf, size, needed, &culprit);

	fuzz_must(e != -IOP_ERR_OVERLAY || culprit < ((const struct iop_edits *)ctx)->n);
	return e;
}

static void write_edits(const struct iop_solution *s, struct iop_arena *a)
{
	struct iop_annotation n = { &s->plan, "fuzz", s };
	struct iop_tree t;
	size_t size;
	uint8_t *bytes = written(edited, &s->edits, a, &size);

	fuzz_must(!bytes || fuzz_tree_read(&t, bytes, size, a));
	free(bytes);
	bytes = written(edited_overlay, &s->edits, a, &size);
	fuzz_must(!bytes || fuzz_tree_read(&t, bytes, size, a));
	free(bytes);
	free(written(note, &n, a, &size));
	free(written(note_overlay, &n, a, &size));
}

void fuzz_tree_solve(const uint8_t *data, size_t size)
{
	uint32_t choice = fuzz_choice(data, size);
	struct iop_arena *a = fuzz_arena();
	const struct iop_policy *wanted = policy(choice >> 3);
	struct iop_solve_error error = { 0 };
	struct iop_solution s;
	struct iop_tree t;
	const struct iop_solve_in in = { .tree = &t, .view = fuzz_view(choice), .policy = wanted };
	struct render_input r = {
		.file = "fuzz.dtb", .plan = &s.plan, .solution = &s, .policy = "fuzz.yaml",
	};

	if (!fuzz_tree_read(&t, data, size, a) || iop_solve(&in, &s, &error, a))
		return;
	r.because = choice & 32;
	render_plan_text(fuzz_sink(), &r);
	render_plan_json(fuzz_sink(), &r);
	if (s.met)
		write_edits(&s, a);
}
