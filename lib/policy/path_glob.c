// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "policy/path_glob.h"

#include <string.h>

/* A star may match nothing: the next token may then match. No two stars are adjacent. */
static uint64_t skip_stars(const struct iop_path_glob *g, uint64_t state)
{
	return state | (state & g->stars) << 1;
}

static size_t star(struct iop_path_glob *g, const char *pattern, uint64_t bit)
{
	size_t len = strspn(pattern, "*");

	g->stars |= bit;
	*(len > 1 ? &g->across : &g->within) |= bit;
	return len;
}

static void any_but_slash(struct iop_path_glob *g, uint64_t bit)
{
	for (unsigned int c = 1; c < 256; c++)
		if (c != '/')
			g->takes[c] |= bit;
}

bool iop_path_glob_read(struct iop_path_glob *g, const char *pattern)
{
	memset(g, 0, sizeof(*g));
	for (; *pattern; g->tokens++) {
		uint64_t bit = (uint64_t)1 << g->tokens;

		if (g->tokens == IOP_PATH_GLOB_TOKENS)
			return false;
		if (*pattern == '*') {
			pattern += star(g, pattern, bit);
			continue;
		}
		if (*pattern == '?') {
			any_but_slash(g, bit);
		} else {
			g->takes[(uint8_t)*pattern] |= bit;
			g->literal[g->tokens] = *pattern;
		}
		pattern++;
	}
	g->first = skip_stars(g, 1);
	return true;
}

uint64_t iop_path_glob_step(const struct iop_path_glob *g, uint64_t state, const char *text)
{
	for (; *text && state; text++) {
		uint64_t on = *text == '/' ? g->across : g->stars;

		state = skip_stars(g, (state & g->takes[(uint8_t)*text]) << 1 | (state & on));
	}
	return state;
}

const char *iop_path_glob_begins(const struct iop_path_glob *g, uint64_t state, size_t *len)
{
	unsigned int token = 0;

	while (token < g->tokens && !(state >> token & 1))
		token++;
	*len = state == (uint64_t)1 << token ? strcspn(&g->literal[token], "/") : 0;
	return &g->literal[token];
}
