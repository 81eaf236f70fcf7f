/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "srcpos/line_map.h"

#include <stdlib.h>
#include <string.h>

static void *grown(void *array, size_t count, size_t *room, size_t size)
{
	size_t wanted = *room ? 2 * *room : 256;
	void *larger;

	if (count < *room)
		return array;
	larger = wanted <= SIZE_MAX / 2 / size ?
		 realloc(array, wanted * size) : NULL;
	if (larger)
		*room = wanted;
	return larger;
}

size_t place_map_add_path(struct place_map *m, size_t above, const char *name,
			  size_t len)
{
	bool top = above == SIZE_MAX || !m->pool[above + 1];
	size_t n = top ? 0 : strlen(m->pool + above), at = m->pool_used;

	while (m->pool_room - at < n + len + 2) {
		char *pool = grown(m->pool, m->pool_room, &m->pool_room, 1);

		if (!pool)
			return SIZE_MAX;
		m->pool = pool;
	}
	if (n)
		memcpy(m->pool + at, m->pool + above, n);
	m->pool[at + n] = '/';
	memcpy(m->pool + at + n + 1, name, len);
	m->pool[at + n + 1 + len] = 0;
	m->pool_used += n + len + 2;
	return at;
}

bool place_map_add(struct place_map *m, size_t path, const char *property,
		   size_t len)
{
	struct place_entry *all = grown(m->entries, m->n_entries, &m->room,
					sizeof(*all));

	if (!all)
		return false;
	m->entries = all;
	all[m->n_entries++] = (struct place_entry){
		.path_at = path, .property = property, .property_len = len,
		.spot = m->n_spots,
	};
	return true;
}

bool place_map_add_spot(struct place_map *m, const struct place_spot *spot)
{
	struct place_spot *all = grown(m->spots, m->n_spots, &m->spot_room,
				       sizeof(*all));

	if (!all)
		return false;
	m->spots = all;
	all[m->n_spots++] = *spot;
	m->entries[m->n_entries - 1].n_spots++;
	return true;
}

/* By path; the node itself stands before its properties. */
static int compare(const void *a, const void *b)
{
	const struct place_entry *x = a, *y = b;
	size_t n = x->property_len < y->property_len ? x->property_len :
						       y->property_len;
	int order = strcmp(x->path, y->path);

	if (order)
		return order;
	if (!x->property || !y->property)
		return (x->property != NULL) - (y->property != NULL);
	order = memcmp(x->property, y->property, n);
	return order ? order : (x->property_len > y->property_len) -
			       (x->property_len < y->property_len);
}

void place_map_sort(struct place_map *m)
{
	size_t i;

	for (i = 0; i < m->n_entries; i++)
		m->entries[i].path = m->pool + m->entries[i].path_at;
	qsort(m->entries, m->n_entries, sizeof(*m->entries), compare);
}

static const struct place_entry *find(const struct place_map *m,
				      const char *path, const char *property)
{
	struct place_entry key = {
		.path = path, .property = property,
		.property_len = property ? strlen(property) : 0,
	};

	return m->n_entries ? bsearch(&key, m->entries, m->n_entries,
				      sizeof(key), compare) : NULL;
}

const struct place_entry *place_map_find(const struct place_map *m,
					 const char *path,
					 const char *property)
{
	const struct place_entry *e = find(m, path, property);

	return e && e->n_spots ? e : NULL;
}

bool place_map_has(const struct place_map *m, const char *path)
{
	return find(m, path, NULL);
}

void place_map_free(struct place_map *m)
{
	free(m->entries);
	free(m->spots);
	free(m->pool);
	memset(m, 0, sizeof(*m));
}
