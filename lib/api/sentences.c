// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Everything that is text, but for findings. */
#include "api/api.h"

#include <limits.h>
#include <string.h>

#include "cmdline/cmdline.h"

const char *iommuplan_strerror(int error)
{
	return iop_error_text(error);
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
	for (int r = IOP_R_NONE + 1; slug && r < IOP_REASON_COUNT; r++)
		if (!strcmp(iop_reason_slug((enum iop_reason)r), slug))
			return iop_reason_text((enum iop_reason)r);
	return NULL;
}
