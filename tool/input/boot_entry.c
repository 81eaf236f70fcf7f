/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* realpath() */
#include "input/boot_entry.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/block.h"
#include "input/depends.h"

#define TEXT_MAX ((size_t)1 << 20)	/* of one file */
#define ALL_TEXT_MAX ((size_t)4 << 20)	/* of all, as often as they are read */
#define CMDLINE_MAX ((size_t)64 << 10)

struct boot_entry *boot_add(struct boot_entries *e)
{
	struct boot_entry *list;

	if (e->n == BOOT_ENTRIES_MAX) {
		e->full = true;
		return NULL;
	}
	list = realloc(e->list, (e->n + 1) * sizeof(*list));
	if (!list) {
		e->full = true;
		return NULL;
	}
	e->list = list;
	memset(&list[e->n], 0, sizeof(*list));
	return &list[e->n++];
}

void boot_set(struct boot_entries *e, char **to, const char *text, size_t n)
{
	char *copy = strndup(text, n);

	free(*to);
	*to = copy;
	e->full |= !copy;
}

bool boot_append(struct boot_entries *e, char **to, const char *text, size_t n)
{
	size_t have = *to ? strlen(*to) : 0;
	char *joined;

	if (have + n > CMDLINE_MAX) {
		e->full = true;
		return false;
	}
	if (!have) {
		boot_set(e, to, text, n);
		return true;
	}
	joined = realloc(*to, have + n + 2);
	if (!joined) {
		e->full = true;
		return false;
	}
	joined[have] = ' ';
	memcpy(joined + have + 1, text, n);
	joined[have + 1 + n] = 0;
	*to = joined;
	return true;
}

void boot_words(struct boot_entries *e, struct boot_entry *entry, const char *text, size_t n)
{
	const char *end = text + n;

	while (text < end) {
		const char *word = text;

		while (text < end && *text != ' ' && *text != '\t')
			text++;
		if (text > word && entry->n_overlays < BOOT_OVERLAYS_MAX)
			boot_set(e, &entry->overlays[entry->n_overlays++], word,
				 (size_t)(text - word));
		else if (text > word)
			e->full = true;
		text++;
	}
}

static bool is_below(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	return !strncmp(path, dir, n) && (n == 1 || !path[n] || path[n] == '/');
}

/* dir/from/path, if that is there and leads out of it nowhere. */
static char *below(const struct boot_entries *e, const char *from, const char *path)
{
	size_t size = strlen(e->dir) + strlen(from) + strlen(path) + 3;
	char *joined = malloc(size), *real;

	if (!joined)
		return NULL;
	snprintf(joined, size, "%s/%s%s", e->dir, from, path);
	real = realpath(joined, NULL);
	free(joined);
	if (real && is_below(real, e->dir))
		return real;
	free(real);
	return NULL;
}

/* The directory is the root of paths, or what the system has as /boot. */
char *boot_resolve(const struct boot_entries *e, const char *path)
{
	char *real = NULL;

	if (*path != '/' && e->from)
		return below(e, e->from, path);
	real = below(e, "", path);
	if (!real && !strncmp(path, "/boot/", 6))
		real = below(e, "", path + 6);
	if (!real && *path == '/')
		real = below(e, "boot", path);
	return real;
}

bool boot_spend(struct boot_entries *e, size_t size)
{
	e->text += size;
	e->full |= e->text > ALL_TEXT_MAX;
	return !e->full;
}

char *boot_text(struct boot_entries *e, const char *path)
{
	struct block b = { .base = NULL };
	char *real = below(e, "", path), *text = NULL;
	struct stat st;
	int fd = real ? open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;

	if (fd >= 0)
		depends_add(real);
	free(real);
	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size &&
	    !block_read(&b, fd, TEXT_MAX, 0) && boot_spend(e, b.used))
		text = strndup((const char *)b.base, b.used);
	close(fd);
	block_drop(&b);
	return text;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

const char *boot_next_line(const char *at, struct boot_line *l)
{
	while (at && *at) {
		const char *end = at + strcspn(at, "\n"), *next = *end ? end + 1 : end;

		while (at < end && is_blank(*at))
			at++;
		while (end > at && is_blank(end[-1]))
			end--;
		l->key = at;
		while (at < end && !is_blank(*at))
			at++;
		l->key_len = (size_t)(at - l->key);
		while (at < end && is_blank(*at))
			at++;
		l->value = at;
		l->value_len = (size_t)(end - at);
		if (l->key_len && *l->key != '#')
			return next;
		at = next;
	}
	return NULL;
}

bool boot_is(const struct boot_line *l, const char *key)
{
	return strlen(key) == l->key_len && !strncasecmp(l->key, key, l->key_len);
}

/* Does it name a tree, or a file that may have one? */
static bool leads_to_tree(const struct boot_entry *b)
{
	return b->tree || b->tree_dir || b->image || (b->kernel && strchr(b->kernel, '#'));
}

static bool any_tree(const struct boot_entries *e)
{
	for (unsigned int i = 0; i < e->n; i++)
		if (leads_to_tree(&e->list[i]))
			return true;
	return false;
}

bool boot_entries_read(struct boot_entries *e, const char *dir)
{
	static void (*const loaders[])(struct boot_entries *) = {
		boot_read_bls, boot_read_extlinux, boot_read_grub, boot_read_raspberry,
		boot_read_flash_kernel,
	};

	memset(e, 0, sizeof(*e));
	e->dir = realpath(dir, NULL);
	for (size_t i = 0; e->dir && !any_tree(e) && i < sizeof(loaders) / sizeof(*loaders); i++)
		loaders[i](e);
	return any_tree(e);
}

static void free_entry(struct boot_entry *b)
{
	free(b->title);
	free(b->id);
	free(b->kernel);
	free(b->image);
	free(b->tree);
	free(b->tree_dir);
	free(b->cmdline);
	while (b->n_overlays) {
		free(b->overlays[--b->n_overlays]);
		free(b->params[b->n_overlays]);
	}
}

void boot_entries_free(struct boot_entries *e)
{
	while (e->n)
		free_entry(&e->list[--e->n]);
	free(e->list);
	free(e->dir);
	free(e->grubenv);
	e->grubenv = NULL;
	e->list = NULL;
	e->dir = NULL;
}

bool boot_entries_there(const char *dir)
{
	struct boot_entries e;
	bool there = boot_entries_read(&e, dir);

	boot_entries_free(&e);
	return there;
}
