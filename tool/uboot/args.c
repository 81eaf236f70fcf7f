// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/args.h"

#include <string.h>

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Up to @end or the end of the text; NULL where there is no such number. */
static const char *hex(const char *s, char end, uint64_t *value)
{
	unsigned int n = 0;

	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
		s += 2;
	for (*value = 0; digit(*s) >= 0; s++) {
		if (n++ && *value >> 60)
			return NULL;
		*value = *value << 4 | (uint64_t)digit(*s);
	}
	return n && *s == end ? s : NULL;
}

/* ADDRESS,SIZE */
static bool read_region(const char *value, uint64_t *at, uint64_t *size)
{
	const char *s = hex(value, ',', at);

	return s && hex(s + 1, '\0', size) && *size;
}

/* The text behind "name=", or NULL. */
static const char *value_of(const char *arg, const char *name)
{
	size_t n = strlen(name);

	return strncmp(arg, name, n) || arg[n] != '=' ? NULL : arg + n + 1;
}

/* Options that take any text; an empty one is as if it were not there. */
static const char **text_option(struct args *a, const char *arg)
{
	if (value_of(arg, "kernel"))
		return &a->kernel;
	if (value_of(arg, "bootargs"))
		return &a->bootargs;
	return value_of(arg, "file") ? &a->file : NULL;
}

static const char *read_option(struct args *a, const char *arg)
{
	const char **text = text_option(a, arg), *v = strchr(arg, '=');

	v = v ? v + 1 : "";
	if (text)
		*text = *v ? v : NULL;
	else if (value_of(arg, "arena"))
		return *v && !read_region(v, &a->arena, &a->arena_size) ?
		       "arena= takes ADDRESS,SIZE" : NULL;
	else if (value_of(arg, "image"))
		return *v && !read_region(v, &a->image, &a->image_size) ?
		       "image= takes ADDRESS,SIZE" : NULL;
	else if (value_of(arg, "room"))
		return *v && !hex(v, '\0', &a->room) ? "room= takes a size" : NULL;
	else
		return "unknown option";
	return NULL;
}

static bool read_op(const char *word, enum glue_op *op)
{
	static const char *const names[] = {
		[GLUE_PLAN] = "plan", [GLUE_LINT] = "lint",
		[GLUE_ANNOTATE] = "annotate", [GLUE_DUMP] = "dump",
		[GLUE_VERSION] = "version",
	};

	for (unsigned int i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(word, names[i])) {
			*op = i;
			return true;
		}
	return false;
}

static const char *read_arg(struct args *a, const char *arg)
{
	if (strchr(arg, '='))
		return read_option(a, arg);
	if (a->n == ARGS_NUMBERS)
		return "too many numbers";
	return hex(arg, '\0', &a->number[a->n++]) ? NULL :
	       "not a hexadecimal number";
}

const char *args_read(struct args *a, int argc, char *const argv[])
{
	const char *wrong = NULL, *why;
	int i = 0;

	memset(a, 0, sizeof(*a));
	while (i < argc && !read_op(argv[i], &a->op))
		i++;
	if (i == argc)
		return argc ? "unknown subcommand" : "missing subcommand";
	/* Go on after a mistake: the address for results may follow it. */
	for (i++; i < argc; i++) {
		why = read_arg(a, argv[i]);
		wrong = wrong ? wrong : why;
	}
	return wrong;
}
