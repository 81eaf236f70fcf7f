// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/glue.h"

#include <string.h>

#include "model/names.h"
#include "uboot/job.h"
#include "uboot/packed.h"

const char *const glue_names[] = {
	"iommu_status", "iommu_error", "iommu_version", "iommu_linux",
	"iommu_bootargs", "iommu_verdict", "iommu_iommus", "iommu_groups",
	"iommu_devices", "iommu_unprotected", "iommu_finding", "iommu_arena",
	"iommu_errors", "iommu_warnings", "iommu_notes", "iommu_banner", NULL
};

const char *glue_status_text(enum glue_status s)
{
	static const char *const texts[] = {
		[GLUE_OK] = "ok", [GLUE_FINDINGS] = "findings",
		[GLUE_USAGE] = "usage", [GLUE_TREE] = "tree",
		[GLUE_ROOM] = "room",
	};

	return texts[s];
}

bool job_fail(struct job *j, enum glue_status status, const char *error)
{
	j->status = status;
	j->error = error;
	return false;
}

void job_words(struct job *j)
{
	j->w = (struct iop_text){
		.buf = (char *)j->arena.base + j->arena.used,
		.size = j->arena.size - j->arena.used,
	};
}

bool job_put_text(struct job *j, const char *key, const char *value)
{
	if (!value)
		return job_fail(j, GLUE_ROOM, "the arena is too small");
	if (!j->g->put(j->g->ctx, key, value))
		return job_fail(j, GLUE_ROOM, "no space for the results");
	return true;
}

bool job_put(struct job *j, const char *key)
{
	return job_put_text(j, key, words_end(&j->w));
}

bool job_put_count(struct job *j, const char *key, uint32_t value)
{
	iop_text_dec(&j->w, value);
	return job_put(j, key);
}

/* Debian's 6.1.0-50-arm64 is its 50th build of 6.1, not the first release. */
static bool is_build(const char *tail)
{
	return tail[0] == '-' && tail[1] >= '0' && tail[1] <= '9';
}

/* What "uname -r" prints is a version too, with its tail; "6.1x" is not. */
static bool read_version(const char *text, iop_version *v)
{
	unsigned int n = iop_version_parse(text, IOP_VERSION_PATCH_ANY, v);

	if (!n || (text[n] && !strchr("-+~.", text[n])))
		return false;
	if (!(*v & IOP_VERSION_PATCH_ANY) && is_build(text + n))
		*v |= IOP_VERSION_PATCH_ANY;
	return true;
}

static bool is_same_version(iop_version a, iop_version b)
{
	if ((a & IOP_VERSION_PATCH_ANY) == IOP_VERSION_PATCH_ANY ||
	    (b & IOP_VERSION_PATCH_ANY) == IOP_VERSION_PATCH_ANY)
		return a >> 16 == b >> 16;
	return a == b;
}

static bool fail_banner(struct job *j)
{
	job_words(j);
	words_str(&j->w, "the kernel at image= is Linux ");
	words_str(&j->w, j->banner);
	j->error = words_end(&j->w);
	return job_fail(j, GLUE_USAGE, j->error ? j->error :
			"the kernel at image= is a different version");
}

/* The one asked for, which has to be the one in the image, else that one. */
static bool choose_version(struct job *j, iop_version *v)
{
	const char *text = j->g->kernel && *j->g->kernel ? j->g->kernel : j->banner;
	iop_version newest = j->facts.newest | IOP_VERSION_PATCH_ANY, booted;

	*v = newest;
	if (!*text)
		return true;
	if (!read_version(text, v))
		return job_fail(j, GLUE_USAGE, "not a Linux version");
	if (*j->banner && read_version(j->banner, &booted) && !is_same_version(*v, booted))
		return fail_banner(j);
	if (*v > newest)
		return job_fail(j, GLUE_USAGE,
				"newer than the newest Linux version known");
	if (*v < j->facts.oldest)
		return job_fail(j, GLUE_USAGE,
				"older than the oldest Linux version known");
	return true;
}

static bool load_facts(struct job *j)
{
	struct iop_target target = { .bootargs = j->g->bootargs };

	iop_arena_init(&j->arena, j->g->arena, j->g->arena_size);
	if (!unpack_facts(&j->facts, &j->arena))
		return job_fail(j, GLUE_ROOM, "the arena is too small");
	if (j->g->image_size)
		banner_find(j->g->image, j->g->image_size, j->banner);
	if (!choose_version(j, &target.version))
		return false;
	if (!iop_view_build(&j->view, &j->facts, &target, &j->arena))
		return job_fail(j, GLUE_ROOM, "the arena is too small");
	return true;
}

static bool make_plan(struct job *j)
{
	struct iop_place where;
	int e = iop_tree_index(&j->tree, j->g->fdt, j->g->room,
			       &j->arena, &where);

	if (!e && !job_has_facts(j))
		return false;
	if (!e)
		e = iop_plan_make(&j->plan, &j->tree, &j->view, &j->arena);
	if (e == -IOP_ERR_NOSPACE)
		return job_fail(j, GLUE_ROOM, "the arena is too small");
	if (e)
		return job_fail(j, GLUE_TREE, iop_error_text(e));
	return true;
}

static bool put_version(struct job *j)
{
	char newest[16];

	iop_version_text(j->facts.newest, newest);
	return job_put_text(j, "iommu_status", "ok") &&
	       job_put_text(j, "iommu_version", IOP_VERSION_TEXT) &&
	       job_put_text(j, "iommu_linux", newest);
}

/* lint takes arena, and replaces the words there. */
static bool do_lint(struct job *j)
{
#ifdef CONFIG_CMD_IOMMUPLAN_LINT
	return job_lint(j);
#else
	return job_fail(j, GLUE_USAGE, "this build has no lint");
#endif
}

static bool do_dump(struct job *j)
{
#ifdef CONFIG_CMD_IOMMUPLAN_DUMP
	return job_dump(j);
#else
	return job_fail(j, GLUE_USAGE, "this build has no dump");
#endif
}

static bool work(struct job *j)
{
	struct annotated result;

	if (!load_facts(j))
		return false;
	if (j->g->op == GLUE_VERSION)
		return put_version(j);
	if (!make_plan(j))
		return false;
	if (j->g->op == GLUE_ANNOTATE && !job_annotate(j, &result))
		return false;
	if (j->g->op == GLUE_LINT)
		return do_lint(j);
	job_words(j);
	if (j->g->op == GLUE_DUMP)
		return do_dump(j);
	if (!job_report(j))
		return false;
	if (j->g->op == GLUE_ANNOTATE)
		job_replace(j, &result);
	return true;
}

/* The words may stand where they are copied to: they only get shorter. */
static const char *inert(struct job *j)
{
	const char *value;

	job_words(j);
	words_str(&j->w, j->error);
	value = words_end(&j->w);
	if (value)
		return value;
	return strchr(j->error, '\'') ? "not enough memory for the reason" : j->error;
}

enum glue_status glue_run(const struct glue *g)
{
	struct job j = { .g = g };

	if (!work(&j)) {
		g->put(g->ctx, "iommu_status", glue_status_text(j.status));
		g->put(g->ctx, "iommu_error", inert(&j));
	}
	return j.status;
}
