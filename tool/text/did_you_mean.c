// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "text/did_you_mean.h"

#include <stdio.h>
#include <string.h>

#define LEN_MAX 63	/* of words that are compared */

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/* Row by row; a swap of two neighbours needs the row before the last. */
static unsigned int distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned int rows[3][LEN_MAX + 1];

	for (size_t i = 0; i <= n; i++) {
		unsigned int *now = rows[i % 3], *last = rows[(i + 2) % 3];

		now[0] = (unsigned int)i;
		for (size_t j = 1; j <= m; j++) {
			if (!i) {
				now[j] = (unsigned int)j;
				continue;
			}
			now[j] = least(last[j - 1] + (a[i - 1] != b[j - 1]),
				       least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], rows[(i + 1) % 3][j - 2] + 1);
		}
	}
	return rows[n % 3][m];
}

/* A third of the letters may be wrong; of a word with two or fewer none. */
void nearest_begin(struct nearest *n, const char *asked)
{
	*n = (struct nearest){ asked, NULL, (unsigned int)strlen(asked) / 3 + 1 };
}

void nearest_offer(struct nearest *n, const char *word)
{
	size_t a = strlen(n->asked), b = strlen(word);
	unsigned int d;

	if (!a || a > LEN_MAX || b > LEN_MAX || (a > b ? a - b : b - a) >= n->distance)
		return;
	d = distance(n->asked, a, word, b);
	if (d < n->distance) {
		n->distance = d;
		n->word = word;
	}
}

const char *nearest_hint(const struct nearest *n, char hint[NEAREST_HINT])
{
	*hint = 0;
	if (n->word)
		snprintf(hint, NEAREST_HINT, "; did you mean '%s'?", n->word);
	return hint;
}
