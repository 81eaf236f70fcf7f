// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "render/near.h"

#include <stdlib.h>

bool near_open(struct near *n, const struct iop_plan *p)
{
	size_t room = iop_neighbours_room(p);
	struct iop_arena a;

	n->memory = malloc(room);
	n->all = (struct iop_neighbours){ 0 };
	if (!n->memory)
		return false;
	iop_arena_init(&a, n->memory, room);
	return iop_neighbours_find(p, &n->all, &a);
}

void near_close(struct near *n)
{
	free(n->memory);
	*n = (struct near){ 0 };
}
