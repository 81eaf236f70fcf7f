/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "gen/gen.h"

static const char *kind_text(const struct iop_key_info *key)
{
	switch (key->kind) {
	case IOP_KIND_NUM:
		return "number";
	case IOP_KIND_FLAG:
		return "true, false";
	default:
		return NULL;
	}
}

/* "a b c" as "`a`, `b`, `c`". */
static void put_words(FILE *out, const char *words)
{
	putc('`', out);
	for (; *words; words++) {
		if (*words == ' ')
			fputs("`, `", out);
		else
			putc(*words, out);
	}
	putc('`', out);
}

static void put_keys(FILE *out)
{
	unsigned int i;

	fputs("| fact | says | which means |\n|---|---|---|\n", out);
	for (i = 0; i < IOP_KEY_COUNT; i++) {
		const struct iop_key_info *key = &iop_key_infos[i];

		fprintf(out, "| `%s` | ", key->name);
		if (kind_text(key))
			fputs(kind_text(key), out);
		else
			put_words(out, key->words);
		fprintf(out, " | %s |\n", key->doc);
	}
}

void gen_doc(FILE *out)
{
	unsigned int i;

	put_keys(out);
	fputs("\n| list | a name on it is a |\n|---|---|\n", out);
	for (i = 0; i < IOP_LIST_COUNT; i++)
		fprintf(out, "| `%s` | %s |\n", iop_list_infos[i].name,
			iop_list_infos[i].doc);
	fputs("\n| table | numbers | columns |\n|---|---|---|\n", out);
	for (i = 0; i < IOP_TABLE_COUNT; i++) {
		const struct iop_table_info *t = &iop_table_infos[i];

		fprintf(out, "| `%s` | %u", t->name, t->least);
		if (t->most != t->least)
			fprintf(out, " to %u", t->most);
		fprintf(out, " | %s |\n", t->doc);
	}
}
