/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What sets group types in the booted system: a shell script for one plan, and
 * what starts it early enough. All of it is text.
 */
#ifndef RUNTIME_RUNTIME_H
#define RUNTIME_RUNTIME_H

#include "solve/solve.h"

struct out;

struct runtime_input {
	const char *generator;		/* "iommuplan 0.1.0" */
	const struct iop_plan *plan;	/* of the tree that is booted */
	const struct iop_write *writes;
	uint32_t n_writes;
};

/* runtime_script - board.runtime.sh; names of the tree are quoted. */
void runtime_script(struct out *o, const struct runtime_input *in);

/* The rest is the same for all boards: a unit of systemd, a hook of
 * initramfs-tools, a module of dracut. */
void runtime_unit(struct out *o, const char *generator);
void runtime_initramfs(struct out *o, const char *generator);
void runtime_dracut(struct out *o, const char *generator);

#endif
