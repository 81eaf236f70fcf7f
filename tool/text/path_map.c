// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "text/path_map.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define MAPS_MAX 64

struct shown {
	struct shown *next;
	char *text;
};

static const char *maps[MAPS_MAX];
static unsigned int n_maps;
static struct shown *made;	/* the same name is made once */

bool path_map_add(const char *map)
{
	if (!strchr(map, '=') || *map == '=' || n_maps == MAPS_MAX)
		return false;
	maps[n_maps++] = map;
	return true;
}

static const char *keep(const char *to, const char *rest)
{
	size_t a = strlen(to), b = strlen(rest);
	struct shown *s;

	for (s = made; s; s = s->next)
		if (!strncmp(s->text, to, a) && !strcmp(s->text + a, rest))
			return s->text;
	s = malloc(sizeof(*s));
	if (!s)
		return NULL;
	s->text = malloc(a + b + 1);
	if (!s->text) {
		free(s);
		return NULL;
	}
	memcpy(s->text, to, a);
	memcpy(s->text + a, rest, b + 1);
	s->next = made;
	made = s;
	return s->text;
}

const char *path_map(const char *file)
{
	for (unsigned int n = n_maps; n--;) {
		const char *is = strchr(maps[n], '=');
		const char *shown;

		if (strncmp(file, maps[n], (size_t)(is - maps[n])))
			continue;
		shown = keep(is + 1, file + (is - maps[n]));
		return shown ? shown : file;
	}
	return file;
}
