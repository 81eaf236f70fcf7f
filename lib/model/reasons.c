// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "model/reasons.h"

/* The words of the table. */
enum {
	NOTHING = 0,
	PROVIDER = IOP_MEANS_PROVIDER,
	LIST = IOP_MEANS_LIST,
	REFUSED = IOP_MEANS_REFUSED,
	MAP = IOP_MEANS_MAP,
	OWN_RULE = IOP_MEANS_OWN_RULE,
	DEFECT = IOP_MEANS_DEFECT,
	FATAL = IOP_MEANS_FATAL,
	INHERITED = IOP_MEANS_INHERITED,
	FIXABLE = IOP_MEANS_FIXABLE,
	NO_DEVICE = IOP_MEANS_NO_DEVICE,
};
#define TREE { IOP_BY_TREE, (enum iop_key)0 }
#define LINUX(key) { IOP_BY_LINUX, IOP_K_##key }
#define DRIVER(key) { IOP_BY_DRIVER, IOP_K_##key }

static const struct {
	const char *slug;
	unsigned int means;
	struct iop_decided_by by;
} rows[] = {
#define ROW(id, slug, text, means, by) \
	[IOP_R_##id] = { slug, means, by },
	IOP_REASONS(ROW)
#undef ROW
};

const char *iop_reason_slug(enum iop_reason r)
{
	return (unsigned int)r < IOP_REASON_COUNT ? rows[r].slug : "unknown";
}

bool iop_reason_is(enum iop_reason r, unsigned int meanings)
{
	return (unsigned int)r < IOP_REASON_COUNT && (rows[r].means & meanings);
}

struct iop_decided_by iop_reason_by(enum iop_reason r)
{
	struct iop_decided_by tree = TREE;

	return (unsigned int)r < IOP_REASON_COUNT ? rows[r].by : tree;
}
