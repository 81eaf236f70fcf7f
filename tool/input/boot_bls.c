/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* UAPI's Boot Loader Specification: loader/entries, and EFI/Linux beside. */
#define _DEFAULT_SOURCE		/* scandir() */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "input/boot_entry.h"

#define LOOKUPS_MAX 128u	/* of variables, in all entries */

/* Read when the first variable is met; once. */
static const char *grub_environment(struct boot_entries *e)
{
	static const char *const files[] = { "grub2/grubenv", "grub/grubenv" };

	for (size_t i = 0; !e->grubenv && i < sizeof(files) / sizeof(*files); i++)
		e->grubenv = boot_text(e, files[i]);
	if (!e->grubenv)
		boot_set(e, &e->grubenv, "", 0);
	return e->grubenv;
}

/* A variable of GRUB's, from its environment block; NULL: not known */
static const char *grub_variable(struct boot_entries *e, const char *name, size_t n, size_t *size)
{
	const char *at = e->lookups++ < LOOKUPS_MAX ? grub_environment(e) : NULL;

	for (; at && *at; at += strcspn(at, "\n"), at += *at == '\n')
		if (!strncmp(at, name, n) && at[n] == '=') {
			*size = strcspn(at + n + 1, "\n");
			return at + n + 1;
		}
	return NULL;
}

/* "$kernelopts" and the like stand alone, or among words. */
static void add_options(struct boot_entries *e, struct boot_entry *b, const char *text,
			size_t n)
{
	const char *end = text + n;
	bool fits = true;

	if (!memchr(text, '$', n)) {
		boot_append(e, &b->cmdline, text, n);
		return;
	}
	while (text < end && fits) {
		size_t len = strcspn(text, " \t"), size = 0;
		const char *value;

		if (len > (size_t)(end - text))
			len = (size_t)(end - text);
		if (*text != '$' && len) {
			fits = boot_append(e, &b->cmdline, text, len);
		} else if (len) {
			value = grub_variable(e, text + 1, len - 1, &size);
			b->variable |= !value;
			fits = !value || boot_append(e, &b->cmdline, value, size);
		}
		text += len + 1;
	}
}

static bool for_us(const struct boot_line *l)
{
	return (l->value_len == 4 && !strncasecmp(l->value, "aa64", 4)) ||
	       (l->value_len == 3 && !strncasecmp(l->value, "arm", 3));
}

static void read_line(struct boot_entries *e, struct boot_entry *b, const struct boot_line *l)
{
	if (boot_is(l, "title"))
		boot_set(e, &b->title, l->value, l->value_len);
	else if (boot_is(l, "linux"))
		boot_set(e, &b->kernel, l->value, l->value_len);
	else if (boot_is(l, "efi") || boot_is(l, "uki"))
		boot_set(e, &b->image, l->value, l->value_len);
	else if (boot_is(l, "devicetree"))
		boot_set(e, &b->tree, l->value, l->value_len);
	else if (boot_is(l, "devicetree-overlay"))
		boot_words(e, b, l->value, l->value_len);
	else if (boot_is(l, "options"))
		add_options(e, b, l->value, l->value_len);
}

static void read_entry(struct boot_entries *e, const char *text, const char *id)
{
	struct boot_line l;
	struct boot_entry *b;
	const char *at = text;

	while ((at = boot_next_line(at, &l)))
		if (boot_is(&l, "architecture") && !for_us(&l))
			return;
	b = boot_add(e);
	if (!b)
		return;
	boot_set(e, &b->title, id, strlen(id));
	boot_set(e, &b->id, id, strlen(id));
	for (at = text; (at = boot_next_line(at, &l)); )
		read_line(e, b, &l);
}

static bool ends(const char *name, const char *with)
{
	size_t n = strlen(name), m = strlen(with);

	return n > m && !strcasecmp(name + n - m, with);
}

/* The files of a directory that end so, sorted, through @fn. */
static void each(struct boot_entries *e, const char *dir, const char *suffix,
		 void (*fn)(struct boot_entries *e, const char *path, const char *id))
{
	char *real = boot_resolve(e, dir), path[1024];
	struct dirent **list;
	int n = real ? scandir(real, &list, NULL, alphasort) : -1;

	free(real);
	for (int i = 0; i < n; i++) {
		char *name = list[i]->d_name;

		if (ends(name, suffix) && *name != '.' &&
		    snprintf(path, sizeof(path), "%s/%s", dir, name) < (int)sizeof(path)) {
			name[strlen(name) - strlen(suffix)] = 0;
			fn(e, path, name);
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

static void read_conf(struct boot_entries *e, const char *path, const char *id)
{
	char *text = boot_text(e, path);

	if (text)
		read_entry(e, text, id);
	free(text);
}

static void read_uki(struct boot_entries *e, const char *path, const char *id)
{
	struct boot_entry *b = boot_add(e);

	if (!b)
		return;
	boot_set(e, &b->title, id, strlen(id));
	boot_set(e, &b->id, id, strlen(id));
	boot_set(e, &b->image, path, strlen(path));
}

void boot_read_bls(struct boot_entries *e)
{
	static const char *const roots[] = { "", "boot/", "efi/", "boot/efi/" };
	char dir[64];

	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		snprintf(dir, sizeof(dir), "%sloader/entries", roots[i]);
		each(e, dir, ".conf", read_conf);
		snprintf(dir, sizeof(dir), "%sEFI/Linux", roots[i]);
		each(e, dir, ".efi", read_uki);
	}
}

/* "cat vmlinuz-V dtb-V" is written to flash; without a loader's files both are
 * there, and no command line. */
static void read_pair(struct boot_entries *e, const char *path, const char *id)
{
	char tree[1024];
	struct boot_entry *b;
	char *real;

	if (strncmp(id, "vmlinuz-", 8))
		return;
	snprintf(tree, sizeof(tree), "dtb-%s", id + 8);
	real = boot_resolve(e, tree);
	b = real ? boot_add(e) : NULL;
	free(real);
	if (!b)
		return;
	boot_set(e, &b->title, id + 8, strlen(id + 8));
	boot_set(e, &b->id, id, strlen(id));
	boot_set(e, &b->kernel, path, strlen(path));
	boot_set(e, &b->tree, tree, strlen(tree));
}

void boot_read_flash_kernel(struct boot_entries *e)
{
	each(e, ".", "", read_pair);
}
