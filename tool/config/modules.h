/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Which drivers an image has as modules: its /lib/modules/VERSION, after depmod. */
#ifndef CONFIG_MODULES_H
#define CONFIG_MODULES_H

#include "config/config.h"

/*
 * modules_apply - correct a configuration by the modules that are there: what is
 * to be a module and is not among them is not there; what is among them is one
 * @c: read, or zeroed: then all else is built in
 *
 * returns: an exit status; any error has been reported.
 */
int modules_apply(struct config *c, const struct iop_facts *facts, const char *dir,
		  struct out *diag);

#endif
