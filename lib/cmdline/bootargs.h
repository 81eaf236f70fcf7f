/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A kernel command line as Linux reads it: lib/cmdline.c:next_arg() for the
 * quotes, kernel/params.c:parse_args() for "--" and for '-' == '_', and
 * lib/kstrtox.c:kstrtobool() for booleans. Nothing is copied or changed: all
 * pointers point into the caller's text.
 */
#ifndef IOP_BOOTARGS_H
#define IOP_BOOTARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "facts/view.h"

struct iop_arg {
	const char *name;	/* not terminated */
	size_t name_len;
	const char *value;	/* without its quotes; NULL unless has_value */
	size_t value_len;
	bool has_value;		/* there was a '=' */
	const char *raw;	/* the argument as written, quotes included */
	size_t raw_len;
};

/*
 * iop_arg_next - read the next argument of *@text
 * @text: terminated; advanced past the argument and the spaces after it
 *
 * returns: false at the end of the text and at "--", after which Linux reads
 * no parameters; *@text then points there.
 */
bool iop_arg_next(const char **text, struct iop_arg *arg);

/* iop_arg_is - is it the parameter @name? '-' and '_' are equivalent. */
bool iop_arg_is(const struct iop_arg *arg, const char *name);

/*
 * iop_arg_bool - its value as a boolean parameter of this kernel
 *
 * returns: 1, 0, or -1 if the kernel rejects it as malformed.
 */
int iop_arg_bool(const struct iop_arg *arg, const struct iop_view *v);

/*
 * iop_bootargs_bool - the final value of an early boolean parameter: the last
 * occurrence counts, and a malformed one has no effect
 *
 * returns: 1, 0, or -1 if it is absent or never set to a valid value.
 */
int iop_bootargs_bool(const struct iop_view *v, const char *text,
		      const char *name);

/*
 * iop_bootargs_param - the same for a parameter in a table, whose type determines
 * the meaning of a missing value: schemas/README.md
 */
int iop_bootargs_param(const struct iop_view *v, const char *text,
		       const struct iop_param *param);

#endif
