// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * fuzz-replay TARGET FILE...: each file once through a target, for compilers without
 * libFuzzer. Files of no bytes are inputs too.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "fuzz.h"

static uint8_t *read_file(const char *name, size_t *size)
{
	FILE *f = fopen(name, "rb");
	struct stat st;
	uint8_t *bytes;

	if (!f || fstat(fileno(f), &st) || !(bytes = malloc((size_t)st.st_size + 1)))
		return NULL;
	*size = fread(bytes, 1, (size_t)st.st_size, f);
	fclose(f);
	return bytes;
}

/* An exact copy: a byte too many is then seen by a sanitizer, or valgrind. */
static bool replay(const struct fuzz_row *row, const char *name)
{
	size_t size = 0;
	uint8_t *bytes = read_file(name, &size), *exact = malloc(size ? size : 1);

	if (!bytes || !exact) {
		free(exact);
		free(bytes);
		perror(name);
		return false;
	}
	for (size_t k = 0; k < size; k++)
		exact[k] = bytes[k];
	free(bytes);
	row->run(exact, size);
	free(exact);
	return true;
}

static int usage(void)
{
	fputs("usage: fuzz-replay TARGET FILE...\nTARGET is one of\n", stderr);
#define SAY(name, mutator, text) fputs("  " #name "\n", stderr);
	FUZZ_TARGETS(SAY)
#undef SAY
	return 2;
}

int main(int argc, char **argv)
{
	const struct fuzz_row *row = argc > 1 ? fuzz_row(argv[1]) : NULL;
	bool good = true;

	if (!row)
		return usage();
	for (int n = 2; n < argc; n++)
		good &= replay(row, argv[n]);
	printf("%s: %d files\n", row->name, argc - 2);
	return good ? 0 : 1;
}
