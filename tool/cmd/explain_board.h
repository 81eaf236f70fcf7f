/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef CMD_EXPLAIN_BOARD_H
#define CMD_EXPLAIN_BOARD_H

#include "cli/options.h"

/* explain_board - explain -b: what o->run.files name, or the lines of o->log */
int explain_board(const struct options *o);

#endif
