/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_CHECK_H
#define INPUT_CHECK_H

#include "input/input.h"

/*
 * check_blob - is @blob safe for libfdt to walk and to change?
 *
 * returns: an exit status; any error has been reported, by offset and
 * node where they can be had.
 */
int check_blob(struct input *in, const char *name, const void *blob,
	       size_t size, struct out *diag);

/* check_say - "iommuplan: NAME: " @text; returns @status. */
int check_say(struct out *diag, const char *name, const char *text, int status);

/* check_read - all of @file ("-": standard input) into @to; an exit status. */
int check_read(struct block *to, const char *file, struct out *diag);

#endif
