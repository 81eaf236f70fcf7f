/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * An overlay said again as "fdt" commands of the boot script, for builds of
 * U-Boot that cannot apply one. The overlay aims by path and has nothing to
 * be fixed up, so every node and every property of it is one command.
 */
#include "artefacts/uboot/boot.h"

#include <libfdt.h>
#include <stdio.h>
#include <string.h>

#include "text/out.h"

struct chain {
	const struct boot_input *in;
	struct out *o;			/* NULL: only look whether it can be said */
	struct boot_refusal *refusal;
	bool first;
	char path[BOOT_PATH_MAX];
	size_t len;			/* of the path */
	int fragment;			/* it is in */
};

static bool plain(char c)
{
	return c >= ' ' && c <= '~' && !strchr("\"$\\`'", c);
}

bool boot_safe(const char *text)
{
	while (plain(*text))
		text++;
	return !*text;
}

/* Names of nodes and properties: no blanks either, they are words. */
static bool word(const char *text)
{
	return *text && boot_safe(text) && !strchr(text, ' ');
}

static void put_word(struct out *o, const char *text)
{
	bool quote = text[strcspn(text, " ;&|#<>[]{}()*?!~")];

	out_str(o, quote ? " \"" : " ");
	out_str(o, text);
	if (quote)
		out_char(o, '"');
}

static bool refuse(struct chain *c, const char *why, const char *property,
		   size_t size)
{
	c->refusal->why = why;
	c->refusal->size = size;
	memcpy(c->refusal->path, c->path, sizeof(c->path));
	snprintf(c->refusal->property, sizeof(c->refusal->property), "%.63s",
		 property);
	return false;
}

static void begin(struct chain *c, const char *command)
{
	out_str(c->o, c->first ? command : " && ");
	if (!c->first)
		out_str(c->o, command);
	c->first = false;
}

/* Strings that U-Boot would not take for cells or bytes, and few of them. */
static bool is_strings(const char *p, size_t n)
{
	size_t count = 0;

	if (!n || p[n - 1])
		return false;
	for (const char *end = p + n; p < end; p += strlen(p) + 1)
		if (!*p || *p == '<' || *p == '[' || !boot_safe(p) ||
		    ++count > BOOT_ARGS_MAX)
			return false;
	return true;
}

/* With blanks: U-Boot takes digits that touch for one byte, the last two. */
static void put_bytes(struct out *o, const uint8_t *p, size_t n)
{
	out_str(o, " \"[");
	while (n--) {
		out_char(o, "0123456789abcdef"[*p >> 4]);
		out_char(o, "0123456789abcdef"[*p++ & 15]);
		if (n)
			out_char(o, ' ');
	}
	out_str(o, "]\"");
}

static void put_cells(struct out *o, const fdt32_t *p, size_t n)
{
	out_str(o, " \"<");
	for (size_t i = 0; i < n; i++) {
		if (i)
			out_char(o, ' ');
		out_hex(o, fdt32_ld(p + i));
	}
	out_str(o, ">\"");
}

static void put_strings(struct out *o, const char *p, size_t n)
{
	for (const char *end = p + n; p < end; p += strlen(p) + 1)
		put_word(o, p);
}

static void put_value(struct out *o, const void *value, size_t n)
{
	if (is_strings(value, n))
		put_strings(o, value, n);
	else if (n && n % sizeof(fdt32_t) == 0)
		put_cells(o, value, n / sizeof(fdt32_t));
	else if (n)
		put_bytes(o, value, n);
}

static bool set_property(struct chain *c, int at)
{
	const char *name;
	int len;
	const void *value = fdt_getprop_by_offset(c->in->overlay, at, &name, &len);

	if (!value || len < 0)
		return refuse(c, "is not read", "", 0);
	if ((size_t)len > BOOT_SET_MAX)
		return refuse(c, "is longer than U-Boot's \"fdt set\" accepts",
			      name, (size_t)len);
	if (!word(name))
		return refuse(c, "has a name that a U-Boot script cannot contain", "", 0);
	if (!c->o)
		return true;
	begin(c, "fdt set");
	put_word(c->o, c->len ? c->path : "/");
	put_word(c->o, name);
	put_value(c->o, value, (size_t)len);
	return true;
}

static bool make_node(struct chain *c, const char *name)
{
	if (!word(name))
		return refuse(c, "has a child whose name a U-Boot script cannot contain", "", 0);
	if (c->len + strlen(name) + 2 > sizeof(c->path))
		return refuse(c, "is too deep", "", 0);
	if (c->o) {
		begin(c, "fdt mknode");
		put_word(c->o, c->len ? c->path : "/");
		put_word(c->o, name);
	}
	return true;
}

static void descend(struct chain *c, const char *name)
{
	int n = snprintf(c->path + c->len, sizeof(c->path) - c->len, "/%s", name);

	c->len += (size_t)n;
}

/* Has a fragment in front of this one made the node? */
static bool is_made(const struct chain *c)
{
	const void *blob = c->in->overlay;
	char path[BOOT_PATH_MAX + 64];
	int fragment;

	fdt_for_each_subnode(fragment, blob, 0) {
		const char *target = fdt_getprop(blob, fragment, "target-path", NULL);
		size_t n = target && strcmp(target, "/") ? strlen(target) : 0;

		if (fragment >= c->fragment)
			return false;
		if (!target || strncmp(c->path, target, n) || c->path[n] != '/')
			continue;
		snprintf(path, sizeof(path), "/%.31s/__overlay__%s",
			 fdt_get_name(blob, fragment, NULL), c->path + n);
		if (fdt_path_offset(blob, path) >= 0)
			return true;
	}
	return false;
}

/* As U-Boot looks: "mknode" refuses what "set" would find. */
static bool is_new(const struct chain *c)
{
	return fdt_path_offset(c->in->tree, c->path) < 0 && !is_made(c);
}

/*
 * Nests as deep as the overlay, which is this program's own work.
 * @fresh: the node is new, and so is all that is below it
 */
static bool say_node(struct chain *c, int node, bool fresh)
{
	const void *blob = c->in->overlay;
	size_t len = c->len;
	int at;

	fdt_for_each_property_offset(at, blob, node)
		if (!set_property(c, at))
			return false;
	fdt_for_each_subnode(at, blob, node) {
		const char *name = fdt_get_name(blob, at, NULL);
		bool made = fresh;

		if (!name || c->len + strlen(name) + 2 > sizeof(c->path))
			return refuse(c, "is too deep", "", 0);
		descend(c, name);
		if (made || is_new(c)) {
			made = true;
			c->path[c->len = len] = '\0';
			if (!make_node(c, name))
				return false;
			descend(c, name);
		}
		if (!say_node(c, at, made))
			return false;
		c->path[c->len = len] = '\0';
	}
	return true;
}

static bool say_fragment(struct chain *c, int fragment)
{
	const char *target = fdt_getprop(c->in->overlay, fragment, "target-path",
					 NULL);
	int node = fdt_subnode_offset(c->in->overlay, fragment, "__overlay__");

	if (!target || node < 0)
		return true;		/* __symbols__ and its like */
	c->fragment = fragment;
	if (strlen(target) >= sizeof(c->path))
		return refuse(c, "is too deep", "", 0);
	strcpy(c->path, strcmp(target, "/") ? target : "");
	c->len = strlen(c->path);
	if (c->len && !word(c->path))
		return refuse(c, "has a name that a U-Boot script cannot contain", "", 0);
	return say_node(c, node, false);
}

static bool say_all(struct chain *c)
{
	int fragment;

	fdt_for_each_subnode(fragment, c->in->overlay, 0)
		if (!say_fragment(c, fragment))
			return false;
	return true;
}

bool boot_check_apply(const struct boot_input *in, struct boot_refusal *r)
{
	struct chain c = { .in = in, .refusal = r, .first = true };

	memset(r, 0, sizeof(*r));
	return say_all(&c);
}

void boot_apply(struct out *o, const struct boot_input *in)
{
	struct boot_refusal unused;
	struct chain c = { .in = in, .o = o, .refusal = &unused, .first = true };

	say_all(&c);
}
