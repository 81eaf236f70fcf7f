// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "annotate/annotate.h"
#include "api/api.h"

int iommuplan_annotate(struct iommuplan *p, const char *generator,
		       void *buf, size_t size, size_t *needed)
{
	const struct iop_annotation n = {
		.plan = &p->plan,
		.generator = generator ? generator : "iommuplan " IOP_VERSION_TEXT,
	};

	return iop_annotate(&n, &p->arena, buf, size, needed);
}
