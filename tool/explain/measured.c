// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/measured.h"

#include <stdlib.h>
#include <string.h>

#include "explain/attribute.h"
#include "explain/device_names.h"
#include "explain/log_fields.h"

/* The number before, or after, a text of arm_smmu_device_cfg_probe(). */
static uint32_t number_at(const char *at, const char *end)
{
	uint32_t n = 0;

	if (at >= end || *at < '0' || *at > '9')
		return IOP_NONE;
	for (; at < end && *at >= '0' && *at <= '9'; at++)
		n = n > 0xffff ? n : n * 10 + (uint32_t)(*at - '0');
	return n;
}

static uint32_t before(const char *at, const char *end, const char *text)
{
	const char *is = log_find(at, (size_t)(end - at), text), *from;

	if (!is)
		return IOP_NONE;
	from = is -= strlen(text);
	while (from > at && from[-1] >= '0' && from[-1] <= '9')
		from--;
	return number_at(from, is);
}

static uint32_t after(const char *at, const char *end, const char *text)
{
	const char *is = log_find(at, (size_t)(end - at), text);

	return is ? number_at(is, end) : IOP_NONE;
}

/* What a log is read by. */
struct reading {
	struct measured *m;
	struct render *r;
	struct device_names names;
	uint32_t *rows;		/* by node: the row, from 1 on; 0: none */
};

static struct iop_measured *row_of(struct reading *g, uint32_t node)
{
	struct iop_measured *new;
	const char *path;

	if (g->rows[node])
		return (struct iop_measured *)g->m->rows.data + g->rows[node] - 1;
	new = vec_push(&g->m->rows, sizeof(*new));
	if (!new)
		return NULL;
	path = render_path(g->r, node);
	*new = (struct iop_measured){ store_text(&g->m->store, path, strlen(path)),
				      IOP_NONE, IOP_NONE };
	if (!new->path) {
		g->m->rows.count--;
		return NULL;
	}
	g->rows[node] = (uint32_t)g->m->rows.count;
	return new;
}

static bool take_line(struct reading *g, const char *at, const char *end)
{
	bool absent;
	uint32_t banks = before(at, end, " context banks ("), node;
	uint32_t entries = after(at, end, "stream matching with ");
	struct iop_measured *row;

	if (banks == IOP_NONE && entries == IOP_NONE)
		return true;
	node = attribute_device(&g->names, at, (size_t)(end - at), &absent);
	if (node == IOP_NO_NODE)
		return true;
	row = row_of(g, node);
	if (row && banks != IOP_NONE)
		row->contexts = banks;
	if (row && entries != IOP_NONE)
		row->streams = entries;
	return row;
}

bool measured_read(struct measured *m, const struct iop_plan *p, const char *log, size_t size,
		   struct out *o)
{
	const struct render_input in = { .file = "", .plan = p };
	const char *end = log + size, *next;
	struct render r;
	struct reading g = { .m = m, .r = &r };
	bool good = render_open(&r, o, &in) && device_names_read(&g.names, &r);

	g.rows = good ? calloc(p->tree->count, sizeof(*g.rows)) : NULL;
	good = good && g.rows;
	for (const char *at = log; good && at < end; at = next) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));

		next = eol ? eol + 1 : end;
		good = take_line(&g, at, eol ? eol : end);
	}
	free(g.rows);
	device_names_free(&g.names);
	render_close(&r);
	return good;
}

void measured_free(struct measured *m)
{
	free(m->rows.data);
	store_free(&m->store);
	memset(m, 0, sizeof(*m));
}
