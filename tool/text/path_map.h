/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* File names as outputs show them: --path-map. */
#ifndef TEXT_PATH_MAP_H
#define TEXT_PATH_MAP_H

#include <stdbool.h>

/*
 * path_map_add - names that begin with OLD are shown beginning with NEW
 * @map: "OLD=NEW", which outlives all use; of several that fit the last counts
 *
 * returns: false if there is no "=", or too many were given.
 */
bool path_map_add(const char *map);

/* path_map - @file as shown; valid until the program ends */
const char *path_map(const char *file);

#endif
