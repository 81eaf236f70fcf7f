/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Unified kernel images and their addons: trees in sections of a PE image.
 * Sections behind a .profile are of that profile, which has those before the
 * first one too, where it has none of that name.
 */
#include "input/container/container.h"

#include <stdio.h>
#include <string.h>

#define SECTION 40u

/* The first section of a name wins; but for .dtbauto. */
enum section { LINUX, CMDLINE, UNAME, DTB, HWIDS, SECTIONS };

struct found {
	struct container_span span;
	size_t at;		/* in the table; 0: there is none */
};

/* The sections of the base, or of one profile. */
struct range {
	size_t first, end;	/* in the table */
	unsigned int autos;	/* .dtbauto in those before it */
	struct found is[SECTIONS];
};

struct image {
	struct container *c;
	size_t at, end;		/* the section table */
	struct range base;
};

static bool is_named(const uint8_t *section, const char *name)
{
	size_t n = strlen(name);

	return !memcmp(section, name, n) && (n == 8 || !section[n]);
}

static bool span_of(struct container *c, size_t at, struct container_span *span)
{
	uint32_t virtual, raw, pointer;

	return container_le32(c, at + 8, &virtual) && container_le32(c, at + 16, &raw) &&
	       container_le32(c, at + 20, &pointer) &&
	       container_span(c, span, pointer, virtual < raw ? virtual : raw, at + 20);
}

static bool take(struct container *c, struct range *r, size_t at)
{
	static const char *const names[SECTIONS] = {
		[LINUX] = ".linux", [CMDLINE] = ".cmdline", [UNAME] = ".uname", [DTB] = ".dtb",
		[HWIDS] = ".hwids",
	};

	for (unsigned int i = 0; i < SECTIONS; i++) {
		if (r->is[i].at || !is_named(c->data + at, names[i]))
			continue;
		r->is[i].at = at;
		return span_of(c, at, &r->is[i].span);
	}
	return true;
}

/* From r->first to the next .profile. */
static bool read_range(struct image *m, struct range *r)
{
	for (r->end = r->first; r->end < m->end; r->end += SECTION) {
		if (is_named(m->c->data + r->end, ".profile"))
			return true;
		if (!take(m->c, r, r->end))
			return false;
	}
	return true;
}

static void say(struct image *m, const struct range *own)
{
	struct container_said *said = &m->c->said;
	struct container_span *to[] = { &said->kernel, &said->cmdline[0], &said->uname };

	for (unsigned int i = LINUX; i <= UNAME; i++)
		*to[i] = own && own->is[i].at ? own->is[i].span : m->base.is[i].span;
}

/* @profile: -1 where the tree boots as the base has it */
static bool part(struct image *m, int profile, size_t at, int number)
{
	char name[CONTAINER_NAME_MAX] = "";
	struct container_span span;

	if (profile >= 0)
		snprintf(name, sizeof(name), "@%d:", profile);
	if (number >= 0)
		snprintf(name + strlen(name), 18, ".dtbauto[%u]", (unsigned int)number & 0xffff);
	else
		strcat(name, ".dtb");
	return span_of(m->c, at, &span) &&
	       container_part(m->c, name, (size_t)(span.data - m->c->data), span.size, at + 20);
}

static bool autos(struct image *m, int profile, const struct range *of)
{
	int n = (int)of->autos;

	/* Only those beside them, and for no other tree. */
	m->c->said.hwids = of->is[HWIDS].span;
	for (size_t at = of->first; at < of->end; at += SECTION)
		if (is_named(m->c->data + at, ".dtbauto") && !part(m, profile, at, n++))
			return false;
	m->c->said.hwids = (struct container_span){ NULL, 0 };
	return true;
}

static bool base_tree(struct image *m, int profile)
{
	size_t at = m->base.is[DTB].at;

	return !at || part(m, profile, at, -1);
}

/* What of the base has been delivered as the base boots it. */
struct done {
	bool tree, autos;
};

static bool deliver_profile(struct image *m, int number, const struct range *own,
			    struct done *done)
{
	bool alike = !own->is[LINUX].at && !own->is[CMDLINE].at && !own->is[UNAME].at;
	bool tree = own->is[DTB].at, rest = !alike || !done->autos;

	say(m, own);
	if (tree ? !part(m, number, own->is[DTB].at, -1) :
		   !(alike && done->tree) && !base_tree(m, alike ? -1 : number))
		return false;
	done->tree |= alike && !tree;
	done->autos |= alike;
	return (!rest || autos(m, alike ? -1 : number, &m->base)) && autos(m, number, own);
}

static unsigned int count_autos(struct image *m, const struct range *r)
{
	unsigned int n = 0;

	for (size_t at = r->first; at < r->end; at += SECTION)
		n += is_named(m->c->data + at, ".dtbauto");
	return n;
}

static void deliver(struct image *m)
{
	struct done done = { false, false };
	struct range own = { .end = m->base.end };
	unsigned int before = count_autos(m, &m->base);

	say(m, NULL);
	if (own.end == m->end && base_tree(m, -1))
		autos(m, -1, &m->base);
	for (int n = 0; own.end < m->end; n++) {
		own = (struct range){ .first = own.end + SECTION, .autos = before };
		if (!read_range(m, &own) || !deliver_profile(m, n, &own, &done))
			return;
		before += count_autos(m, &own);
	}
	say(m, NULL);
}

void container_pe(struct container *c)
{
	struct image m = { .c = c };
	uint32_t pe, words;

	if (!container_le32(c, 0x3c, &pe))
		return;
	if (c->size < 24 || pe > c->size - 24) {
		container_fails(c, pe, "the file ends within the PE header");
		return;
	}
	if (!container_le32(c, (size_t)pe + 4, &words))
		return;
	m.at = (size_t)pe + 24;
	m.at += c->data[pe + 20] | (uint32_t)c->data[pe + 21] << 8;
	m.end = m.at + (words >> 16) * SECTION;
	if (m.end > c->size) {
		container_fails(c, m.at < c->size ? m.at : c->size, "the file ends within the section table");
		return;
	}
	m.base.first = m.at;
	if (read_range(&m, &m.base))
		deliver(&m);
}
