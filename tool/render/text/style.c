// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "render/text/text_shared.h"

static const char *const codes[] = {
	[PLAIN] = "",
	[TITLE] = "\033[1m",
	[BAD] = "\033[1;31m",
	[WARNING] = "\033[33m",
	[GOOD] = "\033[32m",
	[NOTICE] = "\033[36m",
	[FAINT] = "\033[2m",
};

static void begin(struct render *r, enum style s)
{
	if (r->in->colour)
		out_str(r->o, codes[s]);
}

static void end(struct render *r, enum style s)
{
	if (r->in->colour && s != PLAIN)
		out_str(r->o, "\033[0m");
}

void style_text(struct render *r, enum style s, const char *text, int width)
{
	begin(r, s);
	out_term(r->o, text);
	end(r, s);
	if (width)
		out_pad(r->o, width - out_term_width(text));
}

/*
 * Where a long path is cut: its first component stays, and so much of its end
 * as begins with a slash and fits. False where it fits as it is, or where
 * even its last component is too long to gain anything.
 */
static bool shorten(const char *path, size_t *head, const char **tail)
{
	const char *first = strchr(path + 1, '/');
	size_t len = strlen(path), room;

	if (out_term_width(path) <= TEXT_NAME || !first)
		return false;
	*head = (size_t)(first - path);
	if (*head + 8 > TEXT_NAME)
		return false;
	room = TEXT_NAME - *head - strlen("/...");
	*tail = len > room ? strchr(path + len - room, '/') : NULL;
	if (!*tail)
		*tail = strrchr(path, '/');
	return *tail > first;
}

void style_name(struct render *r, enum style s, const char *path, int width)
{
	const char *tail;
	size_t head;

	begin(r, s);
	if (shorten(path, &head, &tail)) {
		out_term_mem(r->o, path, head);
		out_str(r->o, "/...");
		out_term(r->o, tail);
	} else {
		out_term(r->o, path);
	}
	end(r, s);
	if (width)
		out_pad(r->o, width - style_name_width(path));
}

int style_name_width(const char *path)
{
	const char *tail;
	size_t head;

	if (!shorten(path, &head, &tail))
		return out_term_width(path);
	return (int)head + 4 + out_term_width(tail);
}

const char *text_name(struct render *r, const struct iop_device *d)
{
	render_subject(r, d);
	if (d->requesters && d->child == IOP_NONE)
		line_str(&r->name, "/*");
	return line_text(&r->name);
}

void text_more(struct render *r, const char *indent, uint32_t left)
{
	if (!left)
		return;
	out_str(r->o, indent);
	line_clear(&r->text);
	line_str(&r->text, "... and ");
	line_dec(&r->text, left);
	line_str(&r->text, " more");
	style_text(r, FAINT, line_text(&r->text), 0);
	line_clear(&r->text);
	out_char(r->o, '\n');
}

void text_shared_flush(struct render *r)
{
	struct shared_reasons *s = r->shared;

	if (!s || !s->n_pending)
		return;
	out_str(r->o, "      see");
	for (uint32_t n = 0; n < s->n_pending; n++)
		out_fmt(r->o, " (%u)", s->pending[n]);
	out_char(r->o, '\n');
	s->n_pending = 0;
}

static void say(void *ctx, const char *sentence)
{
	struct render *r = ctx;
	uint32_t number = shared_number(r->shared, sentence);

	if (number) {
		r->shared->pending[r->shared->n_pending++] = number;
		if (r->shared->n_pending == sizeof(r->shared->pending) / sizeof(r->shared->pending[0]))
			text_shared_flush(r);
		return;
	}
	out_str(r->o, "      ");
	style_text(r, FAINT, sentence, 0);
	out_char(r->o, '\n');
}

void text_because(struct render *r, const struct iop_device *d,
		  const struct iop_group *g, const struct iop_iommu *i)
{
	struct because b = { .r = r, .say = say, .ctx = r };

	if (!r->in->because)
		return;
	line_clear(&r->text);
	if (d)
		because_device(&b, d);
	if (g)
		because_group(&b, g);
	if (i)
		because_iommu(&b, i);
	if (!d)
		text_shared_flush(r);
}

bool text_has_effect(const struct iop_device *d)
{
	return d->effect_why != IOP_EFFECT_BY_DOMAIN && d->effect_why != IOP_EFFECT_BY_PASSES;
}

void text_effect(struct render *r, const struct iop_device *d)
{
	struct because b = { .r = r, .say = say, .ctx = r };

	line_clear(&r->text);
	if (r->in->because && text_has_effect(d))
		because_effect(&b, d);
}

void text_traits(struct render *r, const struct iop_device *d)
{
	struct because b = { .r = r, .say = say, .ctx = r };

	line_clear(&r->text);
	if (r->in->because)
		because_traits(&b, d);
}

void text_because_default(struct render *r)
{
	struct because b = { .r = r, .say = say, .ctx = r };

	line_clear(&r->text);
	if (r->in->because)
		because_default(&b);
}

void text_reason(struct render *r, uint8_t why, const struct iop_iommu *i)
{
	struct because b = { .r = r };
	const char *from = r->in->because ? because_source(&b, why, i) : NULL;

	out_str(r->o, ": ");
	out_str(r->o, iop_reason_text(why));
	if (!from)
		return;
	line_clear(&r->text);
	line_str(&r->text, " [");
	line_str(&r->text, from);
	line_str(&r->text, "]");
	style_text(r, FAINT, line_text(&r->text), 0);
	line_clear(&r->text);
}
