/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The vocabulary of words.h as tables for code that reads or prints fact files.
 */
#include "facts/words.h"

const struct iop_list_info iop_list_infos[IOP_LIST_COUNT] = {
#define LIST_INFO(id, text, doc) \
	[IOP_L_##id] = { text },
	IOP_LISTS(LIST_INFO)
#undef LIST_INFO
};

const struct iop_table_info iop_table_infos[IOP_TABLE_COUNT] = {
#define TABLE_INFO(id, text, least, most, doc) \
	[IOP_T_##id] = { text, least, most },
	IOP_TABLES(TABLE_INFO)
#undef TABLE_INFO
};

const char *const iop_words[IOP_WORD_COUNT] = {
#define WORD_TEXT(id, text) \
	[IOP_W_##id] = (text),
	IOP_WORDS(WORD_TEXT)
#undef WORD_TEXT
};
