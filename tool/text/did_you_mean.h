/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The word somebody meant: fewest letters added, dropped, changed or swapped. */
#ifndef TEXT_DID_YOU_MEAN_H
#define TEXT_DID_YOU_MEAN_H

struct nearest {
	const char *asked;
	const char *word;	/* the best so far, or NULL */
	unsigned int distance;
};

/* nearest_begin - nothing is near enough yet */
void nearest_begin(struct nearest *n, const char *asked);

/* nearest_offer - @word, which outlives @n, may be meant */
void nearest_offer(struct nearest *n, const char *word);

/* Room for a hint with the longest word that a file can ask for. */
#define NEAREST_HINT 96

/* nearest_hint - "; did you mean 'word'?" into @hint, or nothing where nothing is near */
const char *nearest_hint(const struct nearest *n, char hint[NEAREST_HINT]);

#endif
