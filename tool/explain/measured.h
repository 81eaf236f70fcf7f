/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What a kernel's log says of its SMMUs that no tree does: arm_smmu_device_cfg_probe()
 * prints "stream matching with N register groups" and "N context banks (".
 */
#ifndef EXPLAIN_MEASURED_H
#define EXPLAIN_MEASURED_H

#include "render/common.h"
#include "yaml/store.h"

struct measured {
	struct vec rows;		/* struct iop_measured, each IOMMU once */
	struct yaml_store store;
};

/* measured_read - add what the IOMMUs of @p print; false: no memory. @m begins
 * as zeroes. */
bool measured_read(struct measured *m, const struct iop_plan *p, const char *log, size_t size,
		   struct out *o);
void measured_free(struct measured *m);

#endif
