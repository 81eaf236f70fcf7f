/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* DIR/socs/masters.yaml: which kinds of devices are behind which IOMMU. */
#ifndef FACTS_SOCS_H
#define FACTS_SOCS_H

#include "facts/load.h"

/*
 * socs_load - add what the file below @dir says to @set->facts, sorted; a file
 * that is not there says nothing
 *
 * returns: READ_OK, READ_BAD or READ_IO, with @err filled.
 */
int socs_load(struct facts_set *set, const char *dir, struct read_error *err);

#endif
