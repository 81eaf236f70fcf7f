// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "render/text/text_shared.h"

struct counting {
	struct render *r;
	struct shared_reasons *s;
};

static uint64_t hash_of(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
	return hash;
}

static const struct shared_reason *find(const struct shared_reasons *s, const char *sentence)
{
	uint64_t hash = hash_of(sentence);

	for (uint32_t n = 0; n < s->n; n++)
		if (s->list[n].hash == hash && !strcmp(s->list[n].sentence, sentence))
			return &s->list[n];
	return NULL;
}

static void count(void *ctx, const char *sentence)
{
	struct counting *c = ctx;
	struct shared_reasons *s = c->s;
	const struct shared_reason *known = find(s, sentence);
	struct shared_reason *one;

	if (known) {
		s->list[known - s->list].count++;
		return;
	}
	if (s->n == SHARED_MOST)
		return;
	one = &s->list[s->n];
	one->sentence = strdup(sentence);
	if (!one->sentence) {
		c->r->o->error = ENOMEM;
		return;
	}
	one->hash = hash_of(sentence);
	one->count = 1;
	s->n++;
}

/* Why a master has no group is in the heading above it. */
static void count_all(struct render *r, struct shared_reasons *s)
{
	struct counting c = { .r = r, .s = s };
	struct because b = { .r = r, .say = count, .ctx = &c };

	for (uint32_t n = 0; n < r->p->n_devices; n++) {
		const struct iop_device *d = &r->p->devices[n];

		line_clear(&r->text);
		if (d->group != IOP_NONE)
			because_device(&b, d);
		if (text_has_effect(d))
			because_effect(&b, d);
		because_traits(&b, d);
	}
}

void shared_find(struct render *r, struct shared_reasons *s)
{
	uint32_t number = 0;

	if (!r->in->because)
		return;
	count_all(r, s);
	for (uint32_t n = 0; n < s->n; n++) {
		struct shared_reason *one = &s->list[n];

		if (one->count < SHARED_LEAST)
			continue;
		if (!number)
			out_str(r->o, "\n  Reasons of several masters, referred to by number below:\n");
		one->number = ++number;
		out_fmt(r->o, "    (%u) ", number);
		style_text(r, FAINT, one->sentence, 0);
		out_char(r->o, '\n');
	}
}

uint32_t shared_number(const struct shared_reasons *s, const char *sentence)
{
	const struct shared_reason *known = s ? find(s, sentence) : NULL;

	return known ? known->number : 0;
}

void shared_free(struct shared_reasons *s)
{
	for (uint32_t n = 0; n < s->n; n++)
		free(s->list[n].sentence);
}
