/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * config.txt and cmdline.txt of Raspberry Pis: one entry for each board whose
 * tree is there. Of the sections those for boards are read; what depends on
 * anything else is not applied.
 */
#define _DEFAULT_SOURCE		/* scandir() */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/boot_entry.h"

struct board {
	const char *soc;	/* as file names of trees begin */
	const char *sections;	/* that hold for it, each in spaces */
	const char *kernel;
};

static const struct board boards[] = {
	{ "bcm2708-", " all pi0 pi0w pi1 ", "kernel.img" },
	{ "bcm2709-", " all pi2 ", "kernel7.img" },
	{ "bcm2710-", " all pi3 pi3+ pi02 pi2 ", "kernel8.img" },
	{ "bcm2711-", " all pi4 pi400 cm4 cm4s ", "kernel8.img" },
	{ "bcm2712-", " all pi5 pi500 cm5 ", "kernel_2712.img" },
};

struct config {
	struct boot_entries *e;
	struct boot_entry *b;
	const struct board *board;
	char *cmdline;		/* file */
	char *prefix;		/* os_prefix */
	bool holds;		/* the section does */
};

static bool is(const char *line, const char *key, const char **value)
{
	size_t n = strlen(key);

	*value = line + n + 1;
	return !strncmp(line, key, n) && line[n] == '=';
}

static void section(struct config *c, const char *line)
{
	char name[32];
	size_t n = strcspn(line + 1, "]");

	c->holds = n < sizeof(name) - 2;
	if (!c->holds)
		return;
	snprintf(name, sizeof(name), " %.*s ", (int)n, line + 1);
	c->holds = strstr(c->board->sections, name) != NULL;
}

/* Parameters are what the loader's own code makes of __overrides__. */
static void unread(struct config *c, const char *line)
{
	boot_append(c->e, &c->b->unread, line, strlen(line));
}

/* "vc4-kms-v3d,noaudio", without what follows the name */
static void overlay(struct config *c, const char *value)
{
	char path[256], *real;
	int n = (int)strcspn(value, ",:");
	const char *soc = c->board->soc;
	const char *suffix = !strcmp(soc, "bcm2711-") ? "-pi4" :
			     !strcmp(soc, "bcm2712-") ? "-pi5" : "";

	if (!n || c->b->n_overlays == BOOT_OVERLAYS_MAX)
		return;
	/* As overlay_map has it, where there is one for the board */
	snprintf(path, sizeof(path), "overlays/%.*s%s.dtbo", n < 128 ? n : 128, value, suffix);
	real = boot_resolve(c->e, path);
	if (!real)
		snprintf(path, sizeof(path), "overlays/%.*s.dtbo", n < 128 ? n : 128, value);
	free(real);
	boot_set(c->e, &c->b->overlays[c->b->n_overlays++], path, strlen(path));
}

static void assign(struct config *c, const char *line)
{
	const char *value;

	if (is(line, "kernel", &value))
		boot_set(c->e, &c->b->kernel, value, strlen(value));
	else if (is(line, "device_tree", &value) && *value)
		boot_set(c->e, &c->b->tree, value, strlen(value));
	else if (is(line, "cmdline", &value))
		boot_set(c->e, &c->cmdline, value, strlen(value));
	else if (is(line, "os_prefix", &value))
		boot_set(c->e, &c->prefix, value, strlen(value));
	else if (is(line, "dtoverlay", &value))
		overlay(c, value);
	if ((is(line, "dtparam", &value) && *value) ||
	    (is(line, "dtoverlay", &value) && strpbrk(value, ",:")))
		unread(c, line);
}

static void read_config(struct config *c, const char *text)
{
	char line[256];

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
		int n = (int)strcspn(text, "\r\n");

		snprintf(line, sizeof(line), "%.*s", n, text);
		if (*line == '[')
			section(c, line);
		else if (c->holds)
			assign(c, line);
	}
}

static void prefix_path(struct config *c, char **path)
{
	char joined[512];

	if (!c->prefix || !*path)
		return;
	snprintf(joined, sizeof(joined), "%s%s", c->prefix, *path);
	boot_set(c->e, path, joined, strlen(joined));
}

static void finish(struct config *c)
{
	char *text, *real;

	prefix_path(c, &c->b->kernel);
	prefix_path(c, &c->cmdline);
	real = boot_resolve(c->e, c->b->kernel);
	if (!real && !strcmp(c->b->kernel, "kernel_2712.img"))
		boot_set(c->e, &c->b->kernel, "kernel8.img", 11);
	free(real);
	text = boot_text(c->e, c->cmdline);
	if (text)
		boot_set(c->e, &c->b->cmdline, text, strcspn(text, "\r\n"));
	free(text);
	free(c->cmdline);
	free(c->prefix);
}

static void add_board(struct boot_entries *e, const char *config, const char *tree)
{
	struct config c = { .e = e, .holds = true };

	for (size_t i = 0; i < sizeof(boards) / sizeof(*boards); i++)
		if (!strncmp(tree, boards[i].soc, strlen(boards[i].soc)))
			c.board = &boards[i];
	c.b = c.board ? boot_add(e) : NULL;
	if (!c.b)
		return;
	boot_set(e, &c.b->title, tree, strlen(tree) - 4);
	boot_set(e, &c.b->id, tree, strlen(tree) - 4);
	boot_set(e, &c.b->tree, tree, strlen(tree));
	boot_set(e, &c.b->kernel, c.board->kernel, strlen(c.board->kernel));
	boot_set(e, &c.cmdline, "cmdline.txt", 11);
	if (!e->full)
		read_config(&c, config);
	if (!e->full)
		finish(&c);
}

static int is_tree(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return !strncmp(d->d_name, "bcm27", 5) && n > 4 && !strcmp(d->d_name + n - 4, ".dtb");
}

void boot_read_raspberry(struct boot_entries *e)
{
	char *config = boot_text(e, "config.txt");
	struct dirent **list;
	int n = config ? scandir(e->dir, &list, is_tree, alphasort) : -1;

	for (int i = 0; i < n; i++) {
		add_board(e, config, list[i]->d_name);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	free(config);
}
