/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Clients of Tegra's memory controller, which its faults name and no tree does. */
#ifndef EXPLAIN_MC_CLIENTS_H
#define EXPLAIN_MC_CLIENTS_H

#include "model/model.h"

/*
 * mc_client_swgroup - what masters name of @client: the swgroup, a cell of iommus
 * @node: the memory controller
 *
 * returns: false where it is no client, or none of the IOMMU's.
 */
bool mc_client_swgroup(const struct iop_plan *p, uint32_t node, const char *client, size_t len,
		       uint32_t *swgroup);

/* mc_only - the only IOMMU that is a memory controller of Tegra, and its node; or IOP_NONE */
uint32_t mc_only(const struct iop_plan *p, uint32_t *node);

#endif
