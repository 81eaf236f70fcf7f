/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_HWIDS_H
#define INPUT_HWIDS_H

#include "input/reading.h"

/*
 * hwids_remark - which machines of r->hwids get this tree, as systemd's stub has
 * it: where firmware has no tree of its own, the .dtbauto whose first compatible is
 * that of the machine's row
 */
void hwids_remark(struct reading *r, const struct input_tree *tree);

#endif
