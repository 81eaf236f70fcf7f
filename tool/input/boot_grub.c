/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* grub.cfg is a script: only its literal lines are read. */
#include <stdlib.h>
#include <string.h>

#include "input/boot_entry.h"

/* 'Debian GNU/Linux' --class debian ... { */
static void read_title(struct boot_entries *e, struct boot_entry *b, const struct boot_line *l)
{
	char quote = *l->value == '\'' || *l->value == '"' ? *l->value : ' ';
	const char *from = l->value + (quote != ' '), *end = l->value + l->value_len, *to = from;

	while (to < end && *to != quote)
		to++;
	boot_set(e, &b->title, from, (size_t)(to - from));
	boot_set(e, &b->id, from, (size_t)(to - from));
}

static size_t word(const struct boot_line *l)
{
	size_t n = strcspn(l->value, " \t\n");

	return n < l->value_len ? n : l->value_len;
}

static void read_line(struct boot_entries *e, struct boot_entry *b, const struct boot_line *l)
{
	size_t n = word(l), rest = n + strspn(l->value + n, " \t");

	if (boot_is(l, "devicetree"))
		boot_set(e, &b->tree, l->value, n);
	else if (boot_is(l, "linux") || boot_is(l, "linuxefi"))
		boot_set(e, &b->kernel, l->value, n);
	else
		return;
	b->variable |= memchr(l->value, '$', l->value_len) != NULL;
	if (!boot_is(l, "devicetree") && rest < l->value_len)
		boot_set(e, &b->cmdline, l->value + rest, l->value_len - rest);
}

void boot_read_grub(struct boot_entries *e)
{
	static const char *const files[] = {
		"grub/grub.cfg", "grub2/grub.cfg", "boot/grub/grub.cfg", "boot/grub2/grub.cfg"
	};
	struct boot_entry *b = NULL;
	struct boot_line l;
	char *text = NULL;

	for (size_t i = 0; !text && i < sizeof(files) / sizeof(*files); i++)
		text = boot_text(e, files[i]);
	for (const char *at = text; (at = boot_next_line(at, &l)) && !e->full; ) {
		if (boot_is(&l, "menuentry")) {
			b = boot_add(e);
			if (b)
				read_title(e, b, &l);
		} else if (b) {
			read_line(e, b, &l);
		}
	}
	free(text);
}
