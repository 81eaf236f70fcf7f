/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef TOOL_FACTS_ITEM_ORDER_H
#define TOOL_FACTS_ITEM_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "facts/facts.h"

/* facts_order_items - the order that struct iop_driver asks of its items: by
 * list, within one as written. false: no memory. */
bool facts_order_items(struct iop_item *items, size_t count);

#endif
