// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Drivers that never register: initcall_blacklisted() compares the name of the
 * function, of a module's as well, without CONFIG_KALLSYMS not at all. The names are
 * separated by commas, and every such parameter adds some.
 */
#include "plan/defaults.h"

#include <string.h>

#include "cmdline/bootargs.h"

#define PARAM "initcall_blacklist"

static bool has_name(const struct iop_arg *arg, const char *name)
{
	size_t n = strlen(name), at = 0;

	while (arg->has_value && at < arg->value_len) {
		const char *v = arg->value + at, *comma = memchr(v, ',', arg->value_len - at);
		size_t len = comma ? (size_t)(comma - v) : arg->value_len - at;

		if (len == n && !memcmp(v, name, n))
			return true;
		at += len + 1;
	}
	return false;
}

/* @name NULL: is there such a parameter at all? */
static bool blacklists(const char *args, const char *name)
{
	struct iop_arg arg;

	while (iop_arg_next(&args, &arg))
		if (iop_arg_is(&arg, PARAM) && (!name || has_name(&arg, name)))
			return true;
	return false;
}

static bool is_skipped(const struct iop_view *v, const struct iop_driver *d, const char *args)
{
	const struct iop_item *end;
	const struct iop_item *item = iop_items(d, iop_list_infos[IOP_L_INITCALLS].name, &end);

	for (; item < end; item++)
		if (blacklists(args, item->name) && iop_now(v, item->when))
			return true;
	return false;
}

bool iop_skipped_read(struct iop_defaults *d, const struct iop_view *v, struct iop_arena *a)
{
	bool *skipped;

	d->skipped = NULL;
	if (!blacklists(d->bootargs, NULL))
		return true;
	skipped = iop_alloc(a, v->facts->count, sizeof(*skipped));
	for (uint16_t n = 1; skipped && n < v->facts->count; n++)
		skipped[n] = is_skipped(v, &v->facts->drivers[n], d->bootargs);
	d->skipped = skipped;
	return skipped;
}
