/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Where each node and property of a merged source was written: what the
 * comments of "dtc -T -T" say, by path.
 */
#ifndef SRCPOS_LINE_MAP_H
#define SRCPOS_LINE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A stretch of a file; lines and columns count from 1. */
struct place_spot {
	const char *file;	/* not terminated */
	size_t file_len;
	uint32_t line, column;
	uint32_t last;		/* its last line */
};

/* A node (no property) or a property, and its place. */
struct place_entry {
	const char *path;	/* of the node */
	size_t path_at;		/* the same, in the map's pool */
	const char *property;	/* not terminated; NULL: the node itself */
	size_t property_len;
	size_t spot;		/* the first of them; a node has many where it
				 * is continued with &label { } */
	size_t n_spots;
};

struct place_map {
	struct place_entry *entries;	/* by path and property */
	size_t n_entries, room;
	struct place_spot *spots;
	size_t n_spots, spot_room;
	char *pool;
	size_t pool_used, pool_room;
};

enum place_read { PLACE_READ_OK, PLACE_READ_BAD, PLACE_READ_MEMORY };

/*
 * place_map_read - the map of @text of @size bytes, which has to outlive it
 *
 * Nothing is expected of the text: what is no output of dtc is PLACE_READ_BAD.
 * The map must be freed in any case.
 */
enum place_read place_map_read(struct place_map *m, const char *text,
			       size_t size);
void place_map_free(struct place_map *m);

/*
 * What reading adds, in the order of the text; place_map_sort() ends it. All
 * tell by false, or SIZE_MAX, that memory ran out.
 * place_map_add_path - @name below @above, which is SIZE_MAX for the root
 * place_map_add - a node or property, until now without a spot
 * place_map_add_spot - one more spot of the newest entry
 */
size_t place_map_add_path(struct place_map *m, size_t above, const char *name,
			  size_t len);
bool place_map_add(struct place_map *m, size_t path, const char *property,
		   size_t len);
bool place_map_add_spot(struct place_map *m, const struct place_spot *spot);
void place_map_sort(struct place_map *m);

/* place_map_is_annotated - does the first node of @text have its place? */
bool place_map_is_annotated(const char *text, size_t size);

/*
 * place_map_find - the entry of a node (@property NULL) or of its property
 * returns: NULL if the source has none, or wrote it nowhere.
 */
const struct place_entry *place_map_find(const struct place_map *m,
					 const char *path,
					 const char *property);

/* place_map_has - does the source have the node at all? */
bool place_map_has(const struct place_map *m, const char *path);

#endif
