// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdlib.h>
#include <string.h>

#include "facts/item_order.h"

struct placed {
	struct iop_item item;
	size_t at;
};

static int by_list(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = strcmp(x->item.list, y->item.list);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

bool facts_order_items(struct iop_item *items, size_t count)
{
	struct placed *all = calloc(count + 1, sizeof(*all));

	if (!all)
		return false;
	for (size_t i = 0; i < count; i++)
		all[i] = (struct placed){ items[i], i };
	qsort(all, count, sizeof(*all), by_list);
	for (size_t i = 0; i < count; i++)
		items[i] = all[i].item;
	free(all);
	return true;
}
