/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef IOP_INTERRUPTS_H
#define IOP_INTERRUPTS_H

#include "fdt/tree.h"

/* iop_irq_count - the number of interrupts of a node, as of_irq_count(). */
uint32_t iop_irq_count(const struct iop_tree *t, uint32_t node);

/* iop_irq_parent - the controller of a node's interrupts property, or IOP_NO_NODE. */
uint32_t iop_irq_parent(const struct iop_tree *t, uint32_t node);

#endif
