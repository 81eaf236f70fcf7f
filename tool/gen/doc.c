/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "gen/gen.h"

/* What each means: for people alone, and too much for a boot loader. */
static const char *const key_docs[IOP_KEY_COUNT] = {
#define KEY_DOC(id, text, kind, words, doc) [IOP_K_##id] = (doc),
	IOP_KEYS(KEY_DOC)
#undef KEY_DOC
};

static const char *const list_docs[IOP_LIST_COUNT] = {
#define LIST_DOC(id, text, doc) [IOP_L_##id] = (doc),
	IOP_LISTS(LIST_DOC)
#undef LIST_DOC
};

static const char *const table_docs[IOP_TABLE_COUNT] = {
#define TABLE_DOC(id, text, least, most, doc) [IOP_T_##id] = (doc),
	IOP_TABLES(TABLE_DOC)
#undef TABLE_DOC
};

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

	fputs("| fact | values | meaning |\n|---|---|---|\n", out);
	for (i = 0; i < IOP_KEY_COUNT; i++) {
		const struct iop_key_info *key = &iop_key_infos[i];

		fprintf(out, "| `%s` | ", key->name);
		if (kind_text(key))
			fputs(kind_text(key), out);
		else
			put_words(out, key->words);
		fprintf(out, " | %s |\n", key_docs[i]);
	}
}

void gen_doc(FILE *out)
{
	unsigned int i;

	put_keys(out);
	fputs("\n| list | a name on it is a |\n|---|---|\n", out);
	for (i = 0; i < IOP_LIST_COUNT; i++)
		fprintf(out, "| `%s` | %s |\n", iop_list_infos[i].name,
			list_docs[i]);
	fputs("\n| table | numbers | columns |\n|---|---|---|\n", out);
	for (i = 0; i < IOP_TABLE_COUNT; i++) {
		const struct iop_table_info *t = &iop_table_infos[i];

		fprintf(out, "| `%s` | %u", t->name, t->least);
		if (t->most != t->least)
			fprintf(out, " to %u", t->most);
		fprintf(out, " | %s |\n", table_docs[i]);
	}
}
