/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "lint/nearest.h"

#include <string.h>

#define NAME_MAX 48	/* longer ones are not misspelt names */
#define FAR 3

static char same(char c)
{
	return (char)(c == '-' ? '_' : c);
}

/* Letters to insert, remove or change to make one of the other. */
static unsigned int distance(const struct iop_arg *arg, const char *name)
{
	size_t n = strlen(name);
	uint8_t row[NAME_MAX + 1];

	if (n > NAME_MAX || arg->name_len > NAME_MAX)
		return FAR;
	for (size_t j = 0; j <= n; j++)
		row[j] = (uint8_t)j;
	for (size_t i = 0; i < arg->name_len; i++) {
		uint8_t corner = row[0];

		row[0] = (uint8_t)(i + 1);
		for (size_t j = 0; j < n; j++) {
			uint8_t best = (uint8_t)(corner + (same(arg->name[i]) != same(name[j])));

			corner = row[j + 1];
			if (corner + 1 < best)
				best = (uint8_t)(corner + 1);
			if (row[j] + 1 < best)
				best = (uint8_t)(row[j] + 1);
			row[j + 1] = best;
		}
	}
	return row[n];
}

/* The argument has a period, so this ends before it does. */
static bool same_module(const struct iop_arg *arg, const char *name)
{
	size_t i = 0;

	while (name[i] && name[i] != '.' && same(arg->name[i]) == same(name[i]))
		i++;
	return name[i] == '.' && arg->name[i] == '.';
}

bool iop_looks_like_param(const struct iop_facts *facts, const struct iop_arg *arg,
			  const char **nearest)
{
	unsigned int best = FAR, now;
	bool module = false;

	*nearest = NULL;
	if (!memchr(arg->name, '.', arg->name_len))
		return false;
	for (uint16_t d = 0; d < facts->count; d++) {
		for (uint16_t i = 0; i < facts->drivers[d].n_params; i++) {
			const char *name = facts->drivers[d].params[i].name;

			if (iop_arg_is(arg, name))
				return false;
			module |= same_module(arg, name);
			now = distance(arg, name);
			if (now < best) {
				best = now;
				*nearest = name;
			}
		}
	}
	return module || *nearest;
}
