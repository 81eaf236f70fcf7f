/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Reserved regions of a group, written so that what is the same reads the same. */
#ifndef VERIFY_RESERVED_TEXT_H
#define VERIFY_RESERVED_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "yaml/store.h"

struct reserved_region {
	uint64_t first, last;
	const char *type;	/* "msi", "direct" */
};

/*
 * reserved_add - one more of @list (struct reserved_region)
 * returns: false: out of memory
 */
bool reserved_add(struct vec *list, uint64_t first, uint64_t last, const char *type);

/* reserved_lines - those of the kernel's file: "0x8000000 0x80fffff msi"; @text is changed */
bool reserved_lines(struct vec *list, char *text);

/*
 * reserved_text - "0x8000000-0x80fffff msi, ...", "nothing" where there is none:
 * by address, and what touches and is of one type as one, as the kernel does
 * returns: NULL: out of memory
 */
const char *reserved_text(struct vec *list, struct yaml_store *s);

#endif
