/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Plans of the trees that verify holds against a system. */
#ifndef CMD_VERIFY_PLAN_H
#define CMD_VERIFY_PLAN_H

#include "cli/options.h"
#include "config/kernel_option.h"
#include "pci/bus_dump.h"
#include "verify/expect.h"
#include "verify/system.h"

struct verify_plan {
	struct options o;		/* with what the system says of its kernel */
	struct kernel_choice kernel;
	struct pci_dump pci;
	struct block memory;
	char *release;			/* what o.kernel is, where options do not say */
	char config[4096];
	int config_fd;			/* of a copy, or -1 */
};

/*
 * verify_plan_open - the kernel of @s, where @o does not name another
 *
 * returns: an exit status; any error has been reported. To be closed
 * either way, as the functions below.
 */
int verify_plan_open(struct verify_plan *v, const struct options *o, const struct system *s,
		     struct out *diag);
void verify_plan_close(struct verify_plan *v);

/* verify_running - what the plan of the system's own tree expects */
int verify_running(struct verify_plan *v, struct expected *e, const struct system *s,
		   struct out *diag);

/* verify_built - what that of o.against expects: a tree, or a plan's JSON */
int verify_built(struct verify_plan *v, struct expected *e, struct out *diag);

#endif
