// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "gen/gen.h"

static int is_page(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return len > 3 && !strcmp(d->d_name + len - 3, ".md") &&
	       strcmp(d->d_name, "README.md");
}

static void put_char(FILE *out, int c)
{
	if (c == '\n')
		fputs("\\n\"\n\t\"", out);
	else if (c == '"' || c == '\\')
		fprintf(out, "\\%c", c);
	else if (c == '\t')
		fputs("\\t", out);
	else
		putc(c, out);
}

/* The HTML comment on top is the licence's, not the reader's. */
static int put_page(FILE *out, const char *dir, const char *name)
{
	char path[4096];
	FILE *in;
	int c;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	in = fopen(path, "r");
	if (!in) {
		perror(path);
		return 1;
	}
	while ((c = getc(in)) != EOF && c != '\n')
		;
	fprintf(out, "\t{ \"%.*s\",\n\t\"", (int)strlen(name) - 3, name);
	while ((c = getc(in)) != EOF)
		put_char(out, c);
	fputs("\" },\n", out);
	fclose(in);
	return 0;
}

int gen_pages(FILE *out, const char *dir)
{
	struct dirent **list;
	int n = scandir(dir, &list, is_page, alphasort), rc = 0;

	if (n < 0) {
		perror(dir);
		return 1;
	}
	fputs("#include \"lint/rule_pages.h\"\n\n#include <stddef.h>\n\n"
	      "const struct rule_page rule_pages[] = {\n", out);
	for (int i = 0; i < n; i++) {
		rc |= put_page(out, dir, list[i]->d_name);
		free(list[i]);
	}
	free(list);
	fputs("\t{ NULL, NULL },\n};\n", out);
	return rc;
}
