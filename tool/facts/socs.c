/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "facts/socs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "yaml/cursor.h"

#define ROWS_MAX 50000

struct reading {
	struct cursor c;
	struct vec rows;
	const char *soc, *iommu;	/* being read; NULL: names of nodes */
};

static int read_item(struct reading *r)
{
	struct iop_soc_master *row = r->rows.count < ROWS_MAX ?
				     vec_push(&r->rows, sizeof(*row)) : NULL;
	struct scalar s = { 0 };
	int rc = row ? cursor_scalar(&r->c, &s) : cursor_no_memory(&r->c);

	if (row)
		*row = (struct iop_soc_master){ s.text, r->soc, r->iommu };
	return rc;
}

static int read_list(struct reading *r)
{
	bool more;
	int rc = cursor_next(&r->c);

	if (!rc)
		rc = cursor_expect(&r->c, YAML_SEQUENCE_START_EVENT, "a list");
	while (!rc && !(rc = cursor_item(&r->c, &more)) && more)
		rc = read_item(r);
	return rc;
}

/* A mapping as the value of a key: what is behind each of its own. */
static int read_map(struct reading *r, const char **key, int (*value)(struct reading *r))
{
	struct scalar s = { 0 };
	int rc = cursor_next(&r->c);

	if (!rc)
		rc = cursor_expect(&r->c, YAML_MAPPING_START_EVENT, "a mapping");
	while (!rc && !(rc = cursor_key(&r->c, &s)) && s.text) {
		*key = s.text;
		rc = value(r);
	}
	*key = NULL;
	return rc;
}

static int read_soc(struct reading *r)
{
	return read_map(r, &r->iommu, read_list);
}

static int read_top(struct reading *r)
{
	struct scalar key = { 0 };
	int rc = cursor_next(&r->c);

	for (int n = 0; !rc && n < 2; n++)
		rc = cursor_next(&r->c);
	if (!rc)
		rc = cursor_expect(&r->c, YAML_MAPPING_START_EVENT, "a mapping: names, own-mmu, socs");
	while (!rc && !(rc = cursor_key(&r->c, &key)) && key.text) {
		r->iommu = strcmp(key.text, IOP_OWN_MMU) ? NULL : IOP_OWN_MMU;
		if (!strcmp(key.text, "names") || r->iommu)
			rc = read_list(r);
		else if (!strcmp(key.text, "socs"))
			rc = read_map(r, &r->soc, read_soc);
		else
			rc = scalar_fail(&r->c, &key, "'%.40s' is none of names, own-mmu, socs",
					 key.text);
	}
	return rc;
}

static int order(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int by_kind(const void *a, const void *b)
{
	const struct iop_soc_master *x = a, *y = b;
	int n = order(x->kind, y->kind);

	if (!n)
		n = order(x->soc, y->soc);
	return n ? n : order(x->iommu, y->iommu);
}

/* Those of a base stay, in front of the new ones until all are sorted. */
static int keep(struct facts_set *set, struct reading *r, struct read_error *err)
{
	size_t old = set->facts.n_soc_masters, all = old + r->rows.count;
	struct iop_soc_master *rows = store_alloc(&set->store, all * sizeof(*rows));

	if (!rows)
		return read_fail(err, err->file, "out of memory");
	if (old)
		memcpy(rows, set->facts.soc_masters, old * sizeof(*rows));
	if (r->rows.count)
		memcpy(rows + old, r->rows.data, r->rows.count * sizeof(*rows));
	qsort(rows, all, sizeof(*rows), by_kind);
	set->facts.soc_masters = rows;
	set->facts.n_soc_masters = (uint32_t)all;
	return READ_OK;
}

static int parse(struct facts_set *set, const char *text, size_t size, struct read_error *err)
{
	struct reading r = { .c = { .store = &set->store, .err = err } };
	int rc = cursor_open(&r.c, text, size);

	if (!rc)
		rc = read_top(&r);
	cursor_close(&r.c);
	if (!rc)
		rc = keep(set, &r, err);
	free(r.rows.data);
	return rc;
}

int socs_load(struct facts_set *set, const char *dir, struct read_error *err)
{
	static const char name[] = "/socs/masters.yaml";
	size_t len = strlen(dir) + sizeof(name), size;
	char *path = store_alloc(&set->store, len), *text;
	int rc;

	if (!path)
		return read_fail(err, dir, "out of memory");
	snprintf(path, len, "%s%s", dir, name);
	if (access(path, F_OK))
		return READ_OK;
	rc = yaml_read_text(path, &text, &size, err);
	if (rc)
		return rc;
	strncpy(err->file, path, sizeof(err->file) - 1);
	rc = parse(set, text, size, err);
	free(text);
	return rc;
}
