/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Flattened tree tokens into a buffer that may be too small: what does not fit
 * is counted all the same, so that one pass tells the size it takes.
 */
#ifndef IOP_TOKENS_H
#define IOP_TOKENS_H

#include "fdt/tree.h"

#define IOP_AT_TOTALSIZE	4u	/* byte offsets of the header's fields */
#define IOP_AT_OFF_STRUCT	8u
#define IOP_AT_OFF_STRINGS	12u
#define IOP_AT_OFF_RSVMAP	16u
#define IOP_AT_SIZE_STRINGS	32u
#define IOP_AT_SIZE_STRUCT	36u
#define IOP_HEADER_SIZE		40u

struct iop_put {
	uint8_t *buf;
	size_t size;
	size_t used;			/* may pass @size */
	const uint32_t *names;		/* offsets in the strings block, by the
					 * writer's own number of a name */
};

void iop_put_mem(struct iop_put *p, const void *bytes, size_t n);
void iop_put_zeros(struct iop_put *p, size_t n);
void iop_put_cell(struct iop_put *p, uint32_t value);

/* iop_put_cell_at - overwrite the cell at @at, as far as there is room. */
void iop_put_cell_at(struct iop_put *p, size_t at, uint32_t value);

/* iop_put_room - what is left, for functions that write like snprintf(). */
char *iop_put_room(const struct iop_put *p, size_t *size);

void iop_put_begin(struct iop_put *p, const char *node);
void iop_put_end(struct iop_put *p);

/*
 * iop_put_open - start a property, whose value is then put with iop_put_mem()
 * @name: number in p->names
 * iop_put_close - end it
 * @at: what iop_put_open() returned
 */
size_t iop_put_open(struct iop_put *p, unsigned int name);
void iop_put_close(struct iop_put *p, size_t at);

/* Bytes of a string value, its end included. */
void iop_put_text(struct iop_put *p, const char *s);
void iop_put_path(struct iop_put *p, const struct iop_tree *t, uint32_t node);

/* Whole properties. */
void iop_put_string(struct iop_put *p, unsigned int name, const char *s);
void iop_put_u32(struct iop_put *p, unsigned int name, uint32_t value);

/* The strings block to be: the old one, and the names that it lacks. */
struct iop_put_strings {
	const uint8_t *old;
	uint32_t old_size;
	const char *const *names;	/* wanted */
	uint32_t count;
	uint32_t *at;		/* set: where each name stands, for p->names */
	uint32_t base;		/* where the first new name stands */
	uint32_t size;		/* of the whole */
};

/* iop_put_strings_plan - find or place the names. */
void iop_put_strings_plan(struct iop_put_strings *s);

/* iop_put_strings - write the block. */
void iop_put_strings(struct iop_put *p, const struct iop_put_strings *s);

/* iop_put_head - the header and the empty reservations of a new blob. */
void iop_put_head(struct iop_put *p);

/* iop_put_offsets - fill in what is known once everything has been put. */
void iop_put_offsets(struct iop_put *p, size_t structure, size_t strings,
		     uint32_t strings_size);

/*
 * iop_put_done - what a writer returns once all is put
 * @needed: set to the bytes the whole takes, 0 if too large for the format
 *
 * returns: 0, or -IOP_ERR_NOSPACE where they do not fit.
 */
int iop_put_done(const struct iop_put *p, size_t *needed);

#endif
