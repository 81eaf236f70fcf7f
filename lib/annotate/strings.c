/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "annotate/put.h"

#define NOT_THERE UINT32_MAX

/* Remember the offset of a string of the old block that is a wanted name. */
static void match(struct iop_put *p, unsigned int wanted, const char *s,
		  size_t len, uint32_t at)
{
	for (unsigned int i = 0; i < wanted; i++)
		if (p->names[i] == NOT_THERE && iop_put_names[i][0] == s[0] &&
		    strlen(iop_put_names[i]) == len &&
		    !memcmp(iop_put_names[i], s, len))
			p->names[i] = at;
}

/*
 * Only whole strings count, not endings of longer ones: so a second annotation
 * finds each name exactly where the first one found or put it.
 */
static void find_old(struct iop_put *p, const struct iop_put_strings *s)
{
	uint32_t at = 0;

	while (at < s->old_size) {
		const char *name = (const char *)s->old + at;
		const char *end = memchr(name, 0, s->old_size - at);

		if (!end)
			return;
		if (end > name)
			match(p, s->names, name, (size_t)(end - name), at);
		at += (uint32_t)(end - name) + 1;
	}
}

void iop_put_strings_plan(struct iop_put *p, struct iop_put_strings *s)
{
	unsigned int i;

	for (i = 0; i < s->names; i++)
		p->names[i] = NOT_THERE;
	find_old(p, s);
	/* An unused, unterminated rest must not run into the new names. */
	s->base = s->old_size;
	if (s->old_size && s->old[s->old_size - 1])
		s->base++;
	s->size = s->base;
	for (i = 0; i < s->names; i++) {
		if (p->names[i] != NOT_THERE)
			continue;
		p->names[i] = s->size;
		s->size += (uint32_t)strlen(iop_put_names[i]) + 1;
	}
}

void iop_put_strings(struct iop_put *p, const struct iop_put_strings *s)
{
	iop_put_mem(p, s->old, s->old_size);
	iop_put_zeros(p, s->base - s->old_size);
	for (unsigned int i = 0; i < s->names; i++)
		if (p->names[i] >= s->base)
			iop_put_text(p, iop_put_names[i]);
}
