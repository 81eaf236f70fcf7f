/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The neighbours of a plan's IOMMUs, while it is rendered. */
#ifndef RENDER_NEAR_H
#define RENDER_NEAR_H

#include "plan/neighbours.h"

struct near {
	struct iop_neighbours all;
	void *memory;
};

/* near_open - false if memory runs out; near_close() in any case. */
bool near_open(struct near *n, const struct iop_plan *p);
void near_close(struct near *n);

#endif
