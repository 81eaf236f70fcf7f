/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Unified kernel images and their addons: trees in sections of a PE image.
 * Sections from the second .profile on belong to profile 1, and so forth.
 */
#include "input/container/container.h"

#include <stdio.h>
#include <string.h>

#define SECTION 40u

struct sections {
	int profile;		/* -1: those before the first .profile */
	unsigned int autos;	/* .dtbauto, counted */
	bool tree;		/* the first .dtb of a range wins */
};

static bool is_named(const uint8_t *section, const char *name)
{
	size_t n = strlen(name);

	return !memcmp(section, name, n) && (n == 8 || !section[n]);
}

static bool one(struct container *c, struct sections *s, size_t at)
{
	uint32_t virtual, raw, pointer;
	char name[CONTAINER_NAME_MAX] = "";
	bool chosen = is_named(c->data + at, ".dtbauto");

	if (is_named(c->data + at, ".profile")) {
		s->profile++;
		s->tree = false;
		return true;
	}
	if (!chosen && (s->tree || !is_named(c->data + at, ".dtb")))
		return true;
	if (!container_le32(c, at + 8, &virtual) || !container_le32(c, at + 16, &raw) ||
	    !container_le32(c, at + 20, &pointer))
		return false;
	if (s->profile >= 0)
		snprintf(name, sizeof(name), "@%d:", s->profile);
	if (chosen)
		snprintf(name + strlen(name), 24, ".dtbauto[%u]", s->autos++);
	else
		strcat(name, ".dtb");
	s->tree |= !chosen;
	return container_part(c, name, pointer, virtual < raw ? virtual : raw, at + 20);
}

void container_pe(struct container *c)
{
	struct sections s = { .profile = -1 };
	uint32_t pe, words;
	size_t at;

	if (!container_le32(c, 0x3c, &pe) || !container_le32(c, (size_t)pe + 4, &words))
		return;
	at = (size_t)pe + 24;
	if (c->size < at) {
		container_fails(c, pe, "the file ends within the PE header");
		return;
	}
	at += c->data[pe + 20] | (uint32_t)c->data[pe + 21] << 8;
	for (uint32_t n = words >> 16; n; n--, at += SECTION) {
		if (at > c->size || c->size - at < SECTION) {
			container_fails(c, at < c->size ? at : c->size, "the file ends within the section table");
			return;
		}
		if (!one(c, &s, at))
			return;
	}
}
