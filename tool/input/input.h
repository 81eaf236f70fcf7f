/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * From a FILE argument to trees in memory: DTB, source, FIT image, directory,
 * standard input; overlays applied.
 */
#ifndef INPUT_INPUT_H
#define INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "text/out.h"

/* No board's tree or FIT image comes near this; what is larger is a mistake. */
#define INPUT_MAX ((size_t)256 << 20)

/* One tree, valid until the callback that gets it returns. */
struct input_tree {
	const char *name;	/* as shown: FILE, or FILE:/images/fdt-1 */
	const char *file;	/* the file it came from; "-" for standard input */
	const char *image;	/* node name in a FIT image ("fdt-1"), or NULL */
	const void *blob;	/* 8-byte aligned, not checked beyond its magic */
	size_t size;		/* bytes there, at least the header's totalsize
				 * unless the file is cut short */
};

/* The files that overlays were read from, checked once. */
struct input_overlays {
	struct input_overlay {
		const char *file;
		void *blob;
		size_t size;
	} *list;
	unsigned int count;
};

/*
 * input_diag - "iommuplan: FILE: " on @diag; the caller adds the message
 * input_diag_end - and this the newline
 */
void input_diag(struct out *diag, const char *file);
void input_diag_end(struct out *diag);

#endif
