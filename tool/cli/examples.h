/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Command lines that the help of each command ends with. */
#ifndef CLI_EXAMPLES_H
#define CLI_EXAMPLES_H

#include "cli/options.h"
#include "text/out.h"

/* examples_write - those of @c, with a heading; nothing where it has none */
void examples_write(struct out *o, const struct command *c);

#endif
