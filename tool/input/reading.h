/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One run of input_each(), as its parts see it. */
#ifndef INPUT_READING_H
#define INPUT_READING_H

#include "input/boot_facts.h"
#include "input/input.h"

struct reading {
	struct input *in;
	const char *file;
	input_fn fn;
	void *ctx;
	struct out *diag;
	size_t budget;		/* bytes that may still be unpacked or searched */
	size_t trees;		/* that may still be delivered: one place may be named often */
	bool spent;		/* they are used up, which was reported */
	const struct boot_facts *boot;	/* of what is being delivered, or NULL */
	const char *append;	/* by addons, to what an image's boot arguments are; or NULL */
	bool sealed;		/* an addon's tree: nothing else of it counts */
	struct container_span hwids;	/* of the image, for the tree being delivered */
	const char *config;	/* the only configuration of a FIT image; NULL: all */
};

/* input_deliver - pass one tree to the caller's function; an exit status. */
int input_deliver(struct reading *r, struct input_tree *tree);

/*
 * input_afford - take from the budget what @n overlays on a tree of @size bytes
 * cost; false, and reported for @name, when it is used up
 */
bool input_afford(struct reading *r, const char *name, size_t size, unsigned int n);

/*
 * input_charge - take a part of @size bytes from r->trees, before it is looked at;
 * false when they are used up, which is reported of @name once
 */
bool input_charge(struct reading *r, const char *name, size_t size);

/* input_trees - how many bytes of trees a file of @size bytes may name */
size_t input_trees(size_t size);

/* input_deliver_fit - each tree of a FIT image that is called @name */
int input_deliver_fit(struct reading *r, const char *name, const void *blob,
		      size_t size);

/* input_may_be_fit - a quicker look, at bytes of any alignment */
bool input_may_be_fit(const uint8_t *data, size_t size);

/* input_is_fit - is it? @blob, aligned, may be hostile. */
bool input_is_fit(struct input *in, const void *blob, size_t size);

/*
 * input_contents - whatever trees these bytes are or hold
 * @name: of the file, and the place in it
 * @level: containers around them, 0 for a file
 */
int input_contents(struct reading *r, const char *name, const uint8_t *data,
		   size_t size, unsigned int level);

#endif
