/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * gen-facts DIR      the facts below DIR as C tables, on standard output
 * gen-facts --packed DIR  the same, packed (see tool/uboot/packed.h)
 * gen-facts --rows DIR  the same, a row a line, for scripts
 * gen-facts --schema the JSON schema of fact files (schemas/driver.schema.json)
 * gen-facts --doc    the vocabulary as Markdown (part of schemas/README.md)
 * gen-facts --pages DIR  the pages of the rules as C strings
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "facts/load.h"
#include "gen/gen.h"

/* @how: "--packed", "--rows", or anything else for C tables. */
static int print_tables(const char *dir, const char *how)
{
	struct read_error err;
	bool whole = true;
	struct facts_set set;

	if (facts_load(&set, dir, &err)) {
		if (err.line)
			fprintf(stderr, "%s:%u:%u: error: %s\n", err.file,
				err.line, err.column, err.message);
		else
			fprintf(stderr, "%s: error: %s\n", err.file,
				err.message);
		return 1;
	}
	if (!strcmp(how, "--packed"))
		whole = gen_packed(stdout, &set.facts);
	else if (!strcmp(how, "--rows"))
		gen_rows(stdout, &set.facts);
	else
		gen_tables(stdout, &set.facts);
	facts_free(&set);
	if (!whole)
		fputs("gen-facts: out of memory\n", stderr);
	return whole ? 0 : 4;
}

int main(int argc, char **argv)
{
	bool pages = argc == 3 && !strcmp(argv[1], "--pages");
	bool tables = argc == 3 && (!strcmp(argv[1], "--packed") || !strcmp(argv[1], "--rows"));
	int rc = 0;

	if (argc != 2 && !pages && !tables) {
		fputs("usage: gen-facts [--packed | --rows] DIR | --schema | --doc | "
		      "--pages DIR\n", stderr);
		return 2;
	}
	if (pages)
		rc = gen_pages(stdout, argv[2]);
	else if (!strcmp(argv[1], "--schema"))
		gen_schema(stdout);
	else if (!strcmp(argv[1], "--doc"))
		gen_doc(stdout);
	else
		rc = print_tables(argv[argc - 1], argv[1]);
	if (fflush(stdout) || ferror(stdout)) {
		perror("gen-facts");
		return 4;
	}
	return rc;
}
