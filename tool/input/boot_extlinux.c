/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* extlinux.conf, as U-Boot reads it (boot/pxe_utils.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "input/boot_entry.h"

#define NESTED_MAX 16	/* as U-Boot's MAX_NEST_LEVEL */
#define INCLUDES_MAX 64	/* of them all */

struct extlinux {
	struct boot_entries *e;
	const char *from;
	int level, includes;
};

static void read_label(struct boot_entries *e, struct boot_entry *b, const struct boot_line *l)
{
	if (boot_is(l, "linux") || boot_is(l, "kernel") || boot_is(l, "fit"))
		boot_set(e, &b->kernel, l->value, l->value_len);
	else if (boot_is(l, "fdt") || boot_is(l, "devicetree"))
		boot_set(e, &b->tree, l->value, l->value_len);
	else if (boot_is(l, "fdtdir") || boot_is(l, "devicetreedir"))
		boot_set(e, &b->tree_dir, l->value, l->value_len);
	else if (boot_is(l, "fdtoverlays") || boot_is(l, "devicetree-overlay"))
		boot_words(e, b, l->value, l->value_len);
	else if (boot_is(l, "append"))
		boot_set(e, &b->cmdline, l->value, l->value_len);
	else
		return;
	b->variable |= memchr(l->value, '$', l->value_len) != NULL;
}

static void read_text(struct extlinux *x, const char *text, struct boot_entry **b);

static void read_include(struct extlinux *x, const struct boot_line *l, struct boot_entry **b)
{
	char path[1024], *text;

	snprintf(path, sizeof(path), "%s%.*s", *l->value == '/' ? "" : x->from,
		 (int)(l->value_len < 900 ? l->value_len : 900), l->value);
	text = x->level < NESTED_MAX && x->includes++ < INCLUDES_MAX ? boot_text(x->e, path) : NULL;
	x->level++;
	if (text)
		read_text(x, text, b);
	x->level--;
	free(text);
}

static void begin_label(struct extlinux *x, const struct boot_line *l, struct boot_entry **b)
{
	*b = boot_add(x->e);
	if (!*b)
		return;
	boot_set(x->e, &(*b)->title, l->value, l->value_len);
	boot_set(x->e, &(*b)->id, l->value, l->value_len);
}

/* "menu label TEXT" of a label, "menu include FILE" anywhere */
static void read_menu(struct extlinux *x, const struct boot_line *l, struct boot_entry **b)
{
	size_t key = strcspn(l->value, " \t");
	struct boot_line rest = { l->value, l->value, key, 0 };

	if (key >= l->value_len)
		return;
	rest.value += key + strspn(l->value + key, " \t");
	rest.value_len = l->value_len - (size_t)(rest.value - l->value);
	if (boot_is(&rest, "include"))
		read_include(x, &rest, b);
	else if (*b && boot_is(&rest, "label"))
		boot_set(x->e, &(*b)->title, rest.value, rest.value_len);
}

static void read_text(struct extlinux *x, const char *text, struct boot_entry **b)
{
	struct boot_line l;

	while ((text = boot_next_line(text, &l)) && !x->e->full) {
		if (boot_is(&l, "label"))
			begin_label(x, &l, b);
		else if (boot_is(&l, "include"))
			read_include(x, &l, b);
		else if (boot_is(&l, "menu"))
			read_menu(x, &l, b);
		else if (*b)
			read_label(x->e, *b, &l);
	}
}

void boot_read_extlinux(struct boot_entries *e)
{
	static const char *const dirs[] = { "extlinux/", "boot/extlinux/", "" };
	char path[64];

	for (size_t i = 0; !e->n && i < sizeof(dirs) / sizeof(*dirs); i++) {
		struct extlinux x = { e, dirs[i], 0, 0 };
		struct boot_entry *b = NULL;
		char *text;

		snprintf(path, sizeof(path), "%sextlinux.conf", dirs[i]);
		text = boot_text(e, path);
		if (text) {
			e->from = dirs[i];
			read_text(&x, text, &b);
		}
		free(text);
	}
}
