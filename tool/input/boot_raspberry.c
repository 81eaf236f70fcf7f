/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * config.txt and cmdline.txt of Raspberry Pis: one entry for each board whose
 * tree is there. Of the sections those for boards are read; what depends on
 * anything else is not applied. Boot arguments go behind those of the tree.
 */
#define _DEFAULT_SOURCE		/* scandir() */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/boot_entry.h"

#define PARAMS_MAX 4096		/* text of one overlay's */
#define PATH_SPACE 256
#define INCLUDES_MAX 16u

struct board {
	const char *soc;	/* as file names of trees begin */
	const char *sections;	/* that hold for all of them, each in spaces */
	const char *kernel;
	/* What follows rpi- in the file's name, and the sections that hold besides */
	struct { const char *name, *sections; } models[5];
};

/* The first model whose name the file's begins with is the one. */
static const struct board boards[] = {
	{ "bcm2708-", " all ", "kernel.img",
	  { { "zero-w", " pi0 pi0w " }, { "zero", " pi0 " }, { "", " pi1 " } } },
	{ "bcm2709-", " all pi2 ", "kernel7.img", { { NULL, NULL } } },
	{ "bcm2710-", " all ", "kernel8.img",
	  { { "2", " pi2 " }, { "zero", " pi02 " }, { "3-b-plus", " pi3 pi3+ " }, { "", " pi3 " } } },
	{ "bcm2711-", " all pi4 ", "kernel8.img",
	  { { "400", " pi400 " }, { "cm4s", " cm4s " }, { "cm4", " cm4 " } } },
	{ "bcm2712-", " all pi5 ", "kernel_2712.img",
	  { { "500", " pi500 " }, { "cm5", " cm5 " } } },
};

struct config {
	struct boot_entries *e;
	struct boot_entry *b;
	const struct board *board;
	const char *model;	/* its sections */
	char *cmdline;		/* file */
	char *prefix;		/* os_prefix */
	bool holds;		/* the section does */
	unsigned int includes;	/* so far */
	bool ended;		/* no overlay's parameters are meant: dtoverlay= */
};

static bool is(const char *line, const char *key, const char **value)
{
	size_t n = strlen(key);

	*value = line + n + 1;
	return !strncmp(line, key, n) && line[n] == '=';
}

/* "bcm2711-rpi-cm4-io.dtb": sections of the Compute Module 4 */
static const char *model_of(const struct board *b, const char *tree)
{
	const char *name = strstr(tree, "rpi-");

	for (size_t i = 0; name && i < sizeof(b->models) / sizeof(*b->models) && b->models[i].name; i++)
		if (!strncmp(name + 4, b->models[i].name, strlen(b->models[i].name)))
			return b->models[i].sections;
	return "";
}

static void section(struct config *c, const char *line)
{
	char name[32];
	size_t n = strcspn(line + 1, "]");

	c->holds = n < sizeof(name) - 2;
	if (!c->holds)
		return;
	snprintf(name, sizeof(name), " %.*s ", (int)n, line + 1);
	c->holds = strstr(c->board->sections, name) || strstr(c->model, name);
}

/* One more to be applied; its parameters are none yet */
static bool add(struct config *c)
{
	if (c->b->n_overlays == BOOT_OVERLAYS_MAX) {
		c->e->full = true;
		return false;
	}
	boot_set(c->e, &c->b->params[c->b->n_overlays++], "", 0);
	return true;
}

/* "audio=on,spi": of the overlay before, until another or none begins; else the tree's */
static void parameters(struct config *c, const char *value)
{
	char *all = c->b->n_overlays ? c->b->params[c->b->n_overlays - 1] : NULL;
	char joined[PARAMS_MAX];

	if (!all || (c->ended && c->b->overlays[c->b->n_overlays - 1])) {
		if (!add(c))
			return;
		all = c->b->params[c->b->n_overlays - 1];
	}
	if (!all || snprintf(joined, sizeof(joined), "%s%s%s", all, *all ? "," : "", value) >=
		    (int)sizeof(joined))
		c->e->full = true;
	else
		boot_set(c->e, &c->b->params[c->b->n_overlays - 1], joined, strlen(joined));
}

/* The overlay's file, if it is there with @suffix in its name */
static bool is_there(const struct config *c, const char *name, int n, const char *suffix,
		     char path[PATH_SPACE])
{
	bool there;
	char *real;

	snprintf(path, PATH_SPACE, "overlays/%.*s%s.dtbo", n < 128 ? n : 128, name, suffix);
	real = boot_resolve(c->e, path);
	there = real;
	free(real);
	return there;
}

/* As overlay_map has it: one for the board, else for the board before, else for all */
static void find_overlay(const struct config *c, const char *name, int n, char path[PATH_SPACE])
{
	bool pi4 = !strcmp(c->board->soc, "bcm2711-"), pi5 = !strcmp(c->board->soc, "bcm2712-");

	if (pi5 && n > 4 && !strncmp(name + n - 4, "-pi4", 4) &&
	    is_there(c, name, n - 4, "-pi5", path))
		return;
	if ((pi5 && is_there(c, name, n, "-pi5", path)) ||
	    ((pi4 || pi5) && is_there(c, name, n, "-pi4", path)))
		return;
	is_there(c, name, n, "", path);
}

/* "vc4-kms-v3d,noaudio"; an old form has a colon after the name */
static void overlay(struct config *c, const char *value)
{
	char path[PATH_SPACE];
	int n = (int)strcspn(value, ",:");

	c->ended = !n;
	if (!n || !add(c))
		return;
	find_overlay(c, value, n, path);
	boot_set(c->e, &c->b->overlays[c->b->n_overlays - 1], path, strlen(path));
	if (value[n])
		parameters(c, value + n + 1);
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
	else if (is(line, "dtoverlay", &value) || is(line, "device_tree_overlay", &value))
		overlay(c, value);
	else if (is(line, "dtparam", &value) || is(line, "device_tree_param", &value))
		parameters(c, value);
}

static void read_config(struct config *c, const char *text, unsigned int depth);

/* "include usercfg.txt", as Ubuntu's has it */
static void include(struct config *c, const char *name, unsigned int depth)
{
	char *text = depth < 2 && c->includes < INCLUDES_MAX ? boot_text(c->e, name) : NULL;

	c->includes++;
	if (text)
		read_config(c, text, depth + 1);
	free(text);
}

static void read_config(struct config *c, const char *text, unsigned int depth)
{
	char line[256];

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
		int n = (int)strcspn(text, "\r\n");

		while (n && (text[n - 1] == ' ' || text[n - 1] == '\t'))
			n--;
		snprintf(line, sizeof(line), "%.*s", n, text);
		if (*line == '[')
			section(c, line);
		else if (c->holds && !strncmp(line, "include ", 8))
			include(c, line + 8, depth);
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
	c.model = model_of(c.board, tree);
	boot_set(e, &c.b->title, tree, strlen(tree) - 4);
	boot_set(e, &c.b->id, tree, strlen(tree) - 4);
	boot_set(e, &c.b->tree, tree, strlen(tree));
	boot_set(e, &c.b->kernel, c.board->kernel, strlen(c.board->kernel));
	boot_set(e, &c.cmdline, "cmdline.txt", 11);
	c.b->adds = true;
	if (!e->full && boot_spend(e, strlen(config)))
		read_config(&c, config, 0);
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
