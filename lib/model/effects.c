// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/effects.h"

#define TREE { IOP_BY_TREE, (enum iop_key)0 }
#define LINUX(key) { IOP_BY_LINUX, IOP_K_##key }
#define DRIVER(key) { IOP_BY_DRIVER, IOP_K_##key }

static const struct {
	const char *slug, *words, *text;
} effects[] = {
#define EFFECT(id, slug, words, text) \
	[IOP_EFFECT_##id] = { slug, words, text },
	IOP_EFFECTS(EFFECT)
#undef EFFECT
};

static const struct {
	const char *text;
	struct iop_decided_by by;
} whys[] = {
#define WHY(id, text, by) \
	[IOP_EFFECT_BY_##id] = { text, by },
	IOP_EFFECT_WHYS(WHY)
#undef WHY
};

const char *iop_effect_slug(enum iop_effect e)
{
	return (unsigned int)e < IOP_EFFECT_COUNT ? effects[e].slug : "unknown";
}

const char *iop_effect_words(enum iop_effect e)
{
	return (unsigned int)e < IOP_EFFECT_COUNT ? effects[e].words : "";
}

const char *iop_effect_text(enum iop_effect e)
{
	return (unsigned int)e < IOP_EFFECT_COUNT ? effects[e].text : "";
}

const char *iop_effect_why_text(enum iop_effect_why why)
{
	return (unsigned int)why < IOP_EFFECT_WHY_COUNT ? whys[why].text : "";
}

struct iop_decided_by iop_effect_by(enum iop_effect_why why)
{
	return whys[(unsigned int)why < IOP_EFFECT_WHY_COUNT ? why : 0].by;
}
