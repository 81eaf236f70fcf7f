// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "uboot/sink.h"

void sink_begin(struct sink *s, char *buf, size_t size)
{
	s->buf = buf;
	s->size = size;
	s->used = 0;
	if (size)
		buf[0] = '\0';
}

static void add(struct sink *s, size_t *at, char c)
{
	if (*at < s->size)
		s->buf[*at] = c;
	++*at;
}

bool sink_put(void *ctx, const char *key, const char *value)
{
	struct sink *s = ctx;
	size_t at;

	if (!strcmp(key, "iommu_status"))
		s->used = 0;
	at = s->used;
	while (*key)
		add(s, &at, *key++);
	add(s, &at, '=');
	for (; *value; value++) {
		if (*value == '\\' || *value == '\n')
			add(s, &at, '\\');
		add(s, &at, *value);
	}
	add(s, &at, '\n');
	if (at < s->size)
		s->used = at;
	if (s->size)
		s->buf[s->used] = '\0';
	return s->used == at;
}
