// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <stdlib.h>
#include <string.h>

#include "verify/tar.h"

#define BLOCK 512

/* Where things are in a header. */
enum { NAME = 0, NAME_LEN = 100, SIZE = 124, SUM = 148, TYPE = 156, LINK = 157,
       MAGIC = 257, PREFIX = 345, PREFIX_LEN = 155 };

const char tar_no_memory[] = "out of memory";

struct reader {
	struct tar *t;
	const unsigned char *bytes;
	size_t size, at;
	const char *path, *link;	/* of a long-name entry, for the next one */
};

static bool octal(const unsigned char *field, size_t len, size_t *out)
{
	size_t n = 0, k = 0;

	while (k < len && field[k] == ' ')
		k++;
	for (; k < len && field[k] && field[k] != ' '; k++) {
		if (field[k] < '0' || field[k] > '7' || n > SIZE_MAX / 16)
			return false;
		n = n * 8 + (size_t)(field[k] - '0');
	}
	*out = n;
	return true;
}

/* The sum is made with its own field as blanks. */
static bool sum_holds(const unsigned char *h)
{
	size_t sum = 0, said;

	for (size_t k = 0; k < BLOCK; k++)
		sum += k >= SUM && k < SUM + 8 ? ' ' : h[k];
	return octal(h + SUM, 8, &said) && said == sum;
}

static const char *text(struct reader *r, const unsigned char *field, size_t max)
{
	const unsigned char *end = memchr(field, 0, max);

	return store_text(&r->t->store, (const char *)field,
			  end ? (size_t)(end - field) : max);
}

static const char *path_of(struct reader *r, const unsigned char *h)
{
	char both[PREFIX_LEN + 1 + NAME_LEN + 1];
	size_t prefix = strnlen((const char *)h + PREFIX, PREFIX_LEN);
	size_t name = strnlen((const char *)h + NAME, NAME_LEN);

	if (memcmp(h + MAGIC, "ustar", 6) || !prefix)
		return text(r, h + NAME, NAME_LEN);
	memcpy(both, h + PREFIX, prefix);
	both[prefix] = '/';
	memcpy(both + prefix + 1, h + NAME, name);
	return store_text(&r->t->store, both, prefix + 1 + name);
}

/* "./sys/", "/sys" and "sys" are the same. */
static const char *plain(char *path)
{
	size_t len;

	while (*path == '/' || (path[0] == '.' && path[1] == '/'))
		path += *path == '/' ? 1 : 2;
	for (len = strlen(path); len && path[len - 1] == '/'; len--)
		path[len - 1] = 0;
	return path;
}

static bool keep(struct reader *r, const unsigned char *h, size_t size)
{
	struct tar_entry *e = vec_push(&r->t->entries, sizeof(*e));
	const char *path = r->path ? r->path : path_of(r, h);

	if (!e || !path)
		return false;
	*e = (struct tar_entry){
		.path = plain((char *)(uintptr_t)path),
		.data = r->bytes + r->at, .size = size, .directory = h[TYPE] == '5',
	};
	if (h[TYPE] == '2')
		e->link = r->link ? r->link : text(r, h + LINK, NAME_LEN);
	r->path = r->link = NULL;
	return h[TYPE] != '2' || e->link;
}

/* Of POSIX's "27 path=a/b\n" rows those that replace a field of the next header. */
static bool extended(struct reader *r, const unsigned char *at, size_t size)
{
	size_t len, head, digits;

	for (; size; at += len, size -= len) {
		const char **to;

		for (len = digits = 0; digits < size && at[digits] >= '0' && at[digits] <= '9' &&
				       len < size; digits++)
			len = len * 10 + (size_t)(at[digits] - '0');
		if (!digits || len > size || len < digits + 3 || at[digits] != ' ')
			return true;
		head = digits + 1;
		to = len > head + 5 && !memcmp(at + head, "path=", 5) ? &r->path :
		     len > head + 9 && !memcmp(at + head, "linkpath=", 9) ? &r->link : NULL;
		head += to == &r->path ? 5 : 9;
		if (to && !(*to = text(r, at + head, len - head - 1)))
			return false;
	}
	return true;
}

static const char *one(struct reader *r)
{
	const unsigned char *h = r->bytes + r->at;
	size_t size, pad;
	bool good = true;

	if (!sum_holds(h) || !octal(h + SIZE, 12, &size))
		return "not a header of a tar archive";
	r->at += BLOCK;
	pad = (BLOCK - size % BLOCK) % BLOCK;
	if (size > r->size - r->at || pad > r->size - r->at - size)
		return "cut short";
	if (h[TYPE] == 'L') {
		r->path = text(r, r->bytes + r->at, size);
		good = r->path;
	} else if (h[TYPE] == 'K') {
		r->link = text(r, r->bytes + r->at, size);
		good = r->link;
	} else if (h[TYPE] == 'x') {
		good = extended(r, r->bytes + r->at, size);
	} else if (!h[TYPE] || strchr("0257", h[TYPE])) {
		good = keep(r, h, size);
	}
	r->at += size + pad;
	return good ? NULL : tar_no_memory;
}

static int compare(const void *a, const void *b)
{
	const struct tar_entry *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	return order ? order : (x->data > y->data) - (x->data < y->data);
}

const char *tar_read(struct tar *t, const unsigned char *bytes, size_t size, size_t *offset)
{
	struct reader r = { t, bytes, size, 0, NULL, NULL };
	const char *wrong = NULL;

	*t = (struct tar){ .store = { NULL } };
	while (!wrong && r.at < size && size - r.at >= BLOCK && bytes[r.at]) {
		*offset = r.at;
		wrong = one(&r);
	}
	if (!wrong && !t->entries.count)
		wrong = "not a tar archive";
	if (t->entries.count)
		qsort(t->entries.data, t->entries.count, sizeof(struct tar_entry), compare);
	return wrong;
}

void tar_close(struct tar *t)
{
	free(t->entries.data);
	store_free(&t->store);
	*t = (struct tar){ .store = { NULL } };
}

size_t tar_from(const struct tar *t, const char *path)
{
	const struct tar_entry *all = t->entries.data;
	size_t from = 0, to = t->entries.count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(all[middle].path, path) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct tar_entry *tar_find(const struct tar *t, const char *path)
{
	const struct tar_entry *all = t->entries.data, *found = NULL;
	size_t n = tar_from(t, path);

	for (; n < t->entries.count && !strcmp(all[n].path, path); n++)
		found = &all[n];
	return found;
}
