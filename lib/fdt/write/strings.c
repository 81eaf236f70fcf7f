/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "fdt/write/tokens.h"

#include <string.h>

#define NOT_THERE UINT32_MAX

/* Remember the offset of a string of the old block that is a wanted name. */
static void match(struct iop_put_strings *s, const char *name, size_t len,
		  uint32_t at)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (s->at[i] == NOT_THERE && s->names[i][0] == name[0] &&
		    strlen(s->names[i]) == len && !memcmp(s->names[i], name, len))
			s->at[i] = at;
}

/*
 * Only whole strings count, not endings of longer ones: so a second writing
 * finds each name exactly where the first one found or put it.
 */
static void find_old(struct iop_put_strings *s)
{
	uint32_t at = 0;

	while (at < s->old_size) {
		const char *name = (const char *)s->old + at;
		const char *end = memchr(name, 0, s->old_size - at);

		if (!end)
			return;
		if (end > name)
			match(s, name, (size_t)(end - name), at);
		at += (uint32_t)(end - name) + 1;
	}
}

void iop_put_strings_plan(struct iop_put_strings *s)
{
	for (uint32_t i = 0; i < s->count; i++)
		s->at[i] = NOT_THERE;
	find_old(s);
	/* An unused, unterminated rest must not run into the new names. */
	s->base = s->old_size;
	if (s->old_size && s->old[s->old_size - 1])
		s->base++;
	s->size = s->base;
	for (uint32_t i = 0; i < s->count; i++) {
		if (s->at[i] != NOT_THERE)
			continue;
		s->at[i] = s->size;
		s->size += (uint32_t)strlen(s->names[i]) + 1;
	}
}

void iop_put_strings(struct iop_put *p, const struct iop_put_strings *s)
{
	iop_put_mem(p, s->old, s->old_size);
	iop_put_zeros(p, s->base - s->old_size);
	for (uint32_t i = 0; i < s->count; i++)
		if (s->at[i] >= s->base)
			iop_put_text(p, s->names[i]);
}
