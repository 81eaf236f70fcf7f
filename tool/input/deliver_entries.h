/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_DELIVER_ENTRIES_H
#define INPUT_DELIVER_ENTRIES_H

#include "input/reading.h"

/* input_deliver_entries - the trees that the boot entries of @dir lead to */
int input_deliver_entries(struct reading *r, const char *dir);

#endif
