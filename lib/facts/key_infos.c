/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The keys of words.h by name, for code that reads or prints fact files; a plan
 * asks for them by number.
 */
#include "facts/words.h"

const struct iop_key_info iop_key_infos[IOP_KEY_COUNT] = {
#define KEY_INFO(id, text, kind, words, doc) \
	[IOP_K_##id] = { text, words, IOP_KIND_##kind },
	IOP_KEYS(KEY_INFO)
#undef KEY_INFO
};
