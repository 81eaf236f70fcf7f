// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Everything that is text, but for findings. */
#include "api/api.h"

#include <limits.h>
#include <string.h>

#include "cmdline/cmdline.h"

const char *iommuplan_strerror(int error)
{
	static const char *const texts[] = {
		[0] = "no error",
		[IOP_ERR_NOSPACE] = "out of space",
		[IOP_ERR_TRUNCATED] = "the blob is shorter than its header says",
		[IOP_ERR_BADMAGIC] = "not a flattened device tree (bad magic)",
		[IOP_ERR_BADVERSION] = "a flattened device tree of an unsupported version",
		[IOP_ERR_BADHEADER] = "the header's offsets or sizes do not fit the blob",
		[IOP_ERR_BADSTRUCTURE] = "broken structure block",
		[IOP_ERR_BADSTRINGS] = "a property name is outside the strings block",
		[IOP_ERR_NOROOT] = "no root node",
		[IOP_ERR_DEPTH] = "nodes nested deeper than Linux reads",
		[IOP_ERR_BADNAME] = "a node name with a slash, or an unnamed node",
		[IOP_ERR_OVERLAY] = "an overlay cannot express this edit",
		[IOP_ERR_BADKERNEL] = "not a kernel version, or not a known one",
		[IOP_ERR_NOTFOUND] = "no such element",
		[IOP_ERR_BADSIZE] = "the struct is smaller than in the first release",
	};
	unsigned int code = error < 0 ? 0u - (unsigned int)error : 0;

	return code < sizeof(texts) / sizeof(texts[0]) ? texts[code] : "unknown error";
}

static int length(size_t n)
{
	return n > INT_MAX ? INT_MAX : (int)n;
}

int iommuplan_path(const struct iommuplan *p, uint32_t node, char *buf, size_t size)
{
	if (node >= p->tree.count)
		return -IOP_ERR_NOTFOUND;
	return length(iop_node_path(&p->tree, node, buf, size));
}

int iommuplan_cmdline(const struct iommuplan *p, char *buf, size_t size)
{
	return length(iop_cmdline_fragment(&p->plan, buf, size));
}

const char *iommuplan_reason_text(const char *slug)
{
	for (int r = IOP_R_NONE + 1; r < IOP_REASON_COUNT; r++)
		if (!strcmp(iop_reason_slug((enum iop_reason)r), slug))
			return iop_reason_text((enum iop_reason)r);
	return NULL;
}
