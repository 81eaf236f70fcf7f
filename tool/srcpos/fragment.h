/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef PLACE_FRAGMENT_H
#define PLACE_FRAGMENT_H

#include "srcpos/layer.h"

/* fragments_read - is it an overlay, and where do its parts go? false: no memory. */
bool fragments_read(struct source_layer *l, const struct iop_tree *t);
void fragments_free(struct source_layer *l);

#endif
