/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>

#include "facts/value.h"

int value_version(struct cursor *c, const struct scalar *s, uint32_t patch,
		  iop_version *out)
{
	unsigned int used = iop_version_parse(s->text, patch, out);

	/* An unquoted 6.10 is the number 6.1 to every other reader of YAML. */
	if (!s->quoted)
		return scalar_fail(c, s, "a version must be quoted");
	if (!used || s->text[used] || strchr(s->text, '-') ||
	    !strchr(s->text, '.'))
		return scalar_fail(c, s, "'%s' is not a version", s->text);
	return READ_OK;
}

static int value_word(struct cursor *c, const struct scalar *s,
		      const struct iop_key_info *key, uint64_t *out)
{
	uint64_t i;

	if (scalar_among(key->words, s->text))
		for (i = 0; i < IOP_WORD_COUNT; i++)
			if (!strcmp(iop_words[i], s->text)) {
				*out = i;
				return READ_OK;
			}
	return scalar_fail(c, s, "%s cannot be '%.60s': expected one of %s", key->name,
			   s->text, key->words);
}

int value_fact(struct cursor *c, const struct scalar *s, enum iop_key key,
	       uint64_t *out)
{
	const struct iop_key_info *info = &iop_key_infos[key];

	switch (info->kind) {
	case IOP_KIND_WORD:
		return value_word(c, s, info, out);
	case IOP_KIND_NUM:
		return scalar_number(c, s, out);
	default:
		return scalar_flag(c, s, out);
	}
}

int value_key(struct cursor *c, const struct scalar *s, unsigned int *out)
{
	for (*out = 0; *out < IOP_KEY_COUNT; (*out)++)
		if (!strcmp(iop_key_infos[*out].name, s->text))
			return READ_OK;
	return scalar_fail(c, s, "unknown fact '%s'", s->text);
}

int value_list(struct cursor *c, const struct scalar *s, unsigned int *out)
{
	for (*out = 0; *out < IOP_LIST_COUNT; (*out)++)
		if (!strcmp(iop_list_infos[*out].name, s->text))
			return READ_OK;
	return scalar_fail(c, s, "unknown list '%s'", s->text);
}

int value_table(struct cursor *c, const struct scalar *s, unsigned int *out)
{
	for (*out = 0; *out < IOP_TABLE_COUNT; (*out)++)
		if (!strcmp(iop_table_infos[*out].name, s->text))
			return READ_OK;
	return scalar_fail(c, s, "unknown table '%s'", s->text);
}
