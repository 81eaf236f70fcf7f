/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cmdline/bootargs.h"

#include <string.h>

/* The kernel's own isspace(): its Latin-1 table also calls 0xa0 a blank. */
static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (unsigned char)c == 0xa0;
}

static const char *skip_blanks(const char *s)
{
	while (is_blank(*s))
		s++;
	return s;
}

/*
 * Where the argument at @s ends, and its first '=' in *@equals (0: none). A
 * '=' in front is part of the name, as next_arg() has it.
 */
static size_t measure(const char *s, bool in_quote, size_t *equals)
{
	size_t i;

	*equals = 0;
	for (i = 0; s[i] && (in_quote || !is_blank(s[i])); i++) {
		if (s[i] == '=' && !*equals)
			*equals = i;
		if (s[i] == '"')
			in_quote = !in_quote;
	}
	return i;
}

/* Split @len bytes at @s; @quoted: a quote stood before them. */
static void split(struct iop_arg *arg, const char *s, size_t len,
		  size_t equals, bool quoted)
{
	bool closed = len && s[len - 1] == '"';
	size_t from = equals + 1, end = quoted && closed ? len - 1 : len;

	*arg = (struct iop_arg){ .name = s, .name_len = end };
	if (!equals)
		return;
	arg->name_len = equals;
	if (from < len && s[from] == '"') {
		from++;
		end = closed ? len - 1 : len;
	}
	arg->has_value = true;
	arg->value = s + from;
	arg->value_len = end > from ? end - from : 0;
}

bool iop_arg_next(const char **text, struct iop_arg *arg)
{
	const char *start = skip_blanks(*text);
	bool quoted = *start == '"';
	size_t equals, len = measure(start + quoted, quoted, &equals);

	*text = start;
	if (!*start)
		return false;
	split(arg, start + quoted, len, equals, quoted);
	if (arg->name_len == 2 && !arg->has_value && arg->name[0] == '-' &&
	    arg->name[1] == '-')
		return false;
	arg->raw = start;
	arg->raw_len = quoted + len;
	*text = skip_blanks(start + arg->raw_len);
	return true;
}

static char undash(char c)
{
	return (char)(c == '-' ? '_' : c);
}

bool iop_arg_is(const struct iop_arg *arg, const char *name)
{
	size_t i;

	for (i = 0; i < arg->name_len; i++)
		if (!name[i] || undash(name[i]) != undash(arg->name[i]))
			return false;
	return !name[i];
}

/* ASCII only, and past the end a byte that means nothing. */
static char lower(const struct iop_arg *arg, size_t i)
{
	char c = (char)(i < arg->value_len ? arg->value[i] : 0);

	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static int on_or_off(char second)
{
	return second == 'n' ? 1 : second == 'f' ? 0 : -1;
}

int iop_arg_bool(const struct iop_arg *arg, const struct iop_view *v)
{
	switch (lower(arg, 0)) {
	case 'y': case '1':
		return 1;
	case 'n': case '0':
		return 0;
	case 'o':
		return on_or_off(lower(arg, 1));
	case 't':
		return iop_linux(v, IOP_K_BOOL_TRUE, 0) ? 1 : -1;
	case 'f':
		return iop_linux(v, IOP_K_BOOL_TRUE, 0) ? 0 : -1;
	case 'e':
		return iop_linux(v, IOP_K_BOOL_ENABLE, 0) ? 1 : -1;
	case 'd':
		return iop_linux(v, IOP_K_BOOL_ENABLE, 0) ? 0 : -1;
	default:
		return -1;
	}
}

/* @bare: what it is without a value. */
static int last_bool(const struct iop_view *v, const char *text, const char *name, int bare)
{
	struct iop_arg arg;
	int now, value = -1;

	while (iop_arg_next(&text, &arg)) {
		if (!iop_arg_is(&arg, name))
			continue;
		now = arg.has_value ? iop_arg_bool(&arg, v) : bare;
		if (now >= 0)
			value = now;
	}
	return value;
}

int iop_bootargs_bool(const struct iop_view *v, const char *text, const char *name)
{
	return last_bool(v, text, name, -1);
}

int iop_bootargs_param(const struct iop_view *v, const char *text, const struct iop_param *param)
{
	return last_bool(v, text, param->name, strcmp(param->type, "bool") ? -1 : 1);
}
