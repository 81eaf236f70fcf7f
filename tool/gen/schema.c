/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The shape of a fact file for editors and validators. */
#include "gen/gen.h"

static const char head[] =
	"{\n"
	"\t\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
	"\t\"title\": \"Facts about a Linux IOMMU driver\",\n"
	"\t\"type\": \"object\",\n"
	"\t\"additionalProperties\": false,\n"
	"\t\"required\": [\"driver\", \"title\", \"arch\"],\n"
	"\t\"properties\": {\n"
	"\t\t\"driver\": {\"type\": \"string\", \"pattern\": \"^[a-z0-9_-]+$\"},\n"
	"\t\t\"vendor\": {\"type\": \"string\", \"pattern\": \"^[a-z0-9_-]+$\"},\n"
	"\t\t\"title\": {\"type\": \"string\", \"minLength\": 1},\n"
	"\t\t\"kconfig\": {\"type\": \"string\"},\n"
	"\t\t\"oldest\": {\"$ref\": \"#/$defs/version\"},\n"
	"\t\t\"newest\": {\"$ref\": \"#/$defs/version\"},\n"
	"\t\t\"arch\": {\"type\": \"array\", \"minItems\": 1, \"items\": "
	"{\"enum\": [\"arm\", \"arm64\", \"riscv\"]}},\n";

static const char span[] =
	"\"since\": {\"$ref\": \"#/$defs/boundary\"}, "
	"\"until\": {\"$ref\": \"#/$defs/boundary\"}, "
	"\"when\": {\"$ref\": \"#/$defs/when\"}, "
	"\"seen\": {\"$ref\": \"#/$defs/text\"}, "
	"\"from\": {\"$ref\": \"#/$defs/text\"}";

static const char behaviours[] =
	"\t\t\"behaviours\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "
	"\"additionalProperties\": false, \"required\": [\"rule\", \"first\", \"last\", "
	"\"from\"], \"properties\": {\"rule\": {\"$ref\": \"#/$defs/text\"}, "
	"\"compatible\": {\"$ref\": \"#/$defs/text\"}, \"first\": {\"$ref\": "
	"\"#/$defs/text\"}, \"last\": {\"$ref\": \"#/$defs/text\"}, \"from\": "
	"{\"$ref\": \"#/$defs/text\"}}}}\n";

static const char tail[] =
	"\t},\n"
	"\t\"$defs\": {\n"
	"\t\t\"version\": {\"type\": \"string\", \"pattern\": "
	"\"^[0-9]+[.][0-9]+([.][0-9]+)?$\"},\n"
	"\t\t\"boundary\": {\"anyOf\": [{\"$ref\": \"#/$defs/version\"}, "
	"{\"type\": \"object\", \"additionalProperties\": false, \"required\": "
	"[\"no\"], \"properties\": {\"no\": {\"$ref\": "
	"\"#/$defs/version\"}, \"yes\": {\"$ref\": \"#/$defs/version\"}}}]},\n"
	"\t\t\"when\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 16, "
	"\"items\": {\"anyOf\": [{\"type\": \"string\", \"pattern\": "
	"\"^>=[0-9.]+( <[0-9.]+)?$\"}, {\"type\": \"object\", "
	"\"additionalProperties\": false, \"required\": [\"since\"], \"properties\": "
	"{\"since\": {\"$ref\": \"#/$defs/boundary\"}, \"until\": {\"$ref\": "
	"\"#/$defs/boundary\"}}}]}},\n"
	"\t\t\"text\": {\"type\": \"string\", \"minLength\": 1, "
	"\"maxLength\": 500, \"pattern\": \"^[ -~]+$\"},\n"
	"\t\t\"number\": {\"type\": \"integer\", \"minimum\": 0, "
	"\"maximum\": 18446744073709551615}\n"
	"\t}\n"
	"}\n";

/* A row: @properties besides the span's, @required besides from and the span. */
static void put_row(FILE *out, const char *properties, const char *required)
{
	fprintf(out, "{\"type\": \"object\", \"additionalProperties\": false, "
		"\"required\": [%s\"from\"], \"anyOf\": [{\"required\": "
		"[\"since\"]}, {\"required\": [\"when\"]}], \"properties\": "
		"{%s%s}}", required, properties, span);
}

static void put_rows(FILE *out, const char *properties, const char *required)
{
	fputs("{\"type\": \"array\", \"items\": ", out);
	put_row(out, properties, required);
	putc('}', out);
}

static void put_words(FILE *out, const char *words)
{
	fputs("{\"enum\": [\"", out);
	for (; *words; words++) {
		if (*words == ' ')
			fputs("\", \"", out);
		else
			putc(*words, out);
	}
	fputs("\"]}", out);
}

static void put_value(FILE *out, const struct iop_key_info *key)
{
	if (key->kind == IOP_KIND_WORD)
		put_words(out, key->words);
	else if (key->kind == IOP_KIND_NUM)
		fputs("{\"$ref\": \"#/$defs/number\"}", out);
	else
		fputs("{\"type\": \"boolean\"}", out);
}

static void open_group(FILE *out, const char *name)
{
	fprintf(out, "\t\t\"%s\": {\"type\": \"object\", "
		"\"additionalProperties\": false, \"properties\": {\n", name);
}

static void put_facts(FILE *out)
{
	unsigned int i;

	open_group(out, "facts");
	for (i = 0; i < IOP_KEY_COUNT; i++) {
		fprintf(out, "\t\t\t\"%s\": {\"type\": \"array\", \"items\": "
			"{\"type\": \"object\", \"additionalProperties\": "
			"false, \"required\": [\"value\", \"from\"], \"anyOf\": "
			"[{\"required\": [\"since\"]}, {\"required\": "
			"[\"when\"]}], \"properties\": {\"value\": ",
			iop_key_infos[i].name);
		put_value(out, &iop_key_infos[i]);
		fprintf(out, ", \"compatible\": {\"$ref\": \"#/$defs/text\"}, "
			"%s}}}%s\n", span, i + 1 < IOP_KEY_COUNT ? "," : "");
	}
	fputs("\t\t}},\n", out);
}

static void put_lists(FILE *out)
{
	unsigned int i;

	open_group(out, "lists");
	for (i = 0; i < IOP_LIST_COUNT; i++) {
		fprintf(out, "\t\t\t\"%s\": ", iop_list_infos[i].name);
		put_rows(out, "\"name\": {\"$ref\": \"#/$defs/text\"}, ",
			 "\"name\", ");
		fputs(i + 1 < IOP_LIST_COUNT ? ",\n" : "\n", out);
	}
	fputs("\t\t}},\n", out);
}

static void put_tables(FILE *out)
{
	unsigned int i;

	open_group(out, "tables");
	for (i = 0; i < IOP_TABLE_COUNT; i++) {
		const struct iop_table_info *t = &iop_table_infos[i];
		char columns[300];

		snprintf(columns, sizeof(columns), "\"compatible\": {\"$ref\": "
			 "\"#/$defs/text\"}, \"name\": {\"$ref\": "
			 "\"#/$defs/text\"}, \"numbers\": {\"type\": "
			 "\"array\", \"minItems\": %u, \"maxItems\": %u, "
			 "\"items\": {\"$ref\": \"#/$defs/number\"}}, ",
			 t->least, t->most);
		fprintf(out, "\t\t\t\"%s\": ", t->name);
		put_rows(out, columns, t->least ? "\"numbers\", " : "");
		fputs(i + 1 < IOP_TABLE_COUNT ? ",\n" : "\n", out);
	}
	fputs("\t\t}},\n", out);
}

void gen_schema(FILE *out)
{
	fputs(head, out);
	fputs("\t\t\"legacy\": ", out);
	put_row(out, "\"kconfig\": {\"$ref\": \"#/$defs/text\"}, ",
		"\"kconfig\", ");
	fputs(",\n\t\t\"compatibles\": ", out);
	put_rows(out, "\"name\": {\"$ref\": \"#/$defs/text\"}, ",
		 "\"name\", ");
	fputs(",\n", out);
	put_facts(out);
	put_lists(out);
	put_tables(out);
	fputs("\t\t\"params\": ", out);
	put_rows(out, "\"name\": {\"$ref\": \"#/$defs/text\"}, \"type\": "
		 "{\"enum\": [\"bool\", \"setup-bool\", \"int\", \"uint\", \"string\"]}, "
		 "\"default\": {\"type\": \"string\"}, \"doc\": {\"$ref\": "
		 "\"#/$defs/text\"}, ",
		 "\"name\", \"type\", \"default\", \"doc\", ");
	fputs(",\n", out);
	fputs(behaviours, out);
	fputs(tail, out);
}
