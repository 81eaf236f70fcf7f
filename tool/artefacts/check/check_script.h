/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The plan as a test that a booted system runs without this program. */
#ifndef EMIT_CHECK_SCRIPT_H
#define EMIT_CHECK_SCRIPT_H

#include "text/out.h"
#include "verify/expect.h"

/* check_script - what the plan expects, as a shell script that prints KTAP */
void check_script(struct out *o, const struct expected *e, const char *generator);

#endif
