/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "policy/policy.h"

const char *const iop_type_words[IOP_TYPE_COUNT] = {
#define TYPE_WORD(id, word) [IOP_TYPE_##id] = (word),
	IOP_TYPES(TYPE_WORD)
#undef TYPE_WORD
};

const char *const iop_strategy_words[IOP_STRATEGY_COUNT] = {
#define STRATEGY_WORD(id, word) [IOP_STRATEGY_##id] = (word),
	IOP_STRATEGIES(STRATEGY_WORD)
#undef STRATEGY_WORD
};

const char *const iop_mechanism_words[IOP_MECHANISM_COUNT] = {
#define MECHANISM_WORD(id, word) [IOP_MECHANISM_##id] = (word),
	IOP_MECHANISMS(MECHANISM_WORD)
#undef MECHANISM_WORD
};

const char *const iop_asked_words[IOP_ASKED_COUNT] = {
#define ASKED_WORD(id, word) [IOP_ASKED_##id] = (word),
	IOP_ASKED(ASKED_WORD)
#undef ASKED_WORD
};
