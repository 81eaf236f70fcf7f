// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What libFuzzer calls. --target=NAME says which; it leaves "--" words alone. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *two,
				 size_t two_size, uint8_t *to, size_t max, unsigned int seed);

static const struct fuzz_row *row;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	for (int n = 1; n < *argc; n++)
		if (!strncmp((*argv)[n], "--target=", 9))
			row = fuzz_row((*argv)[n] + 9);
	if (!row) {
		fputs("--target=NAME: one of", stderr);
#define SAY(name, mutator, text) fputs(" " #name, stderr);
		FUZZ_TARGETS(SAY)
#undef SAY
		fputc('\n', stderr);
		exit(2);
	}
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	row->run(data, size);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed)
{
	switch (row->mutator) {
	case MUTATE_TREE:
		return fuzz_mutate_tree(data, size, max, seed);
	case MUTATE_TAR:
		return fuzz_mutate_tar(data, size, max, seed);
	default:
		return LLVMFuzzerMutate(data, size, max);
	}
}

/* Not of two trees: the first, with a part of the second behind it. */
static size_t join(const uint8_t *one, size_t one_size, const uint8_t *two, size_t two_size,
		   uint8_t *to, size_t max, unsigned int seed)
{
	size_t keep = one_size ? seed % one_size : 0, from = two_size ? seed / 7 % two_size : 0;
	size_t rest = two_size - from;

	keep = keep < max ? keep : max;
	rest = rest < max - keep ? rest : max - keep;
	memcpy(to, one, keep);
	memcpy(to + keep, two + from, rest);
	return keep + rest;
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size, const uint8_t *two,
				 size_t two_size, uint8_t *to, size_t max, unsigned int seed)
{
	return row->mutator == MUTATE_TREE ?
	       fuzz_cross_trees(one, one_size, two, two_size, to, max, seed) :
	       join(one, one_size, two, two_size, to, max, seed);
}
