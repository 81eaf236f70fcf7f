/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Write tokens of a flattened tree to a buffer that may be too small. What does not
 * fit is counted nevertheless, so that one pass determines the size.
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
	size_t used;			/* may exceed @size */
	const uint32_t *names;		/* offsets in the strings block, by the
					 * writer's own number of a name */
};

void iop_put_mem(struct iop_put *p, const void *bytes, size_t n);
void iop_put_zeros(struct iop_put *p, size_t n);
void iop_put_cell(struct iop_put *p, uint32_t value);

/* iop_put_cell_at - overwrite the cell at @at, as far as there is space. */
void iop_put_cell_at(struct iop_put *p, size_t at, uint32_t value);

/* iop_put_room - the space left, for functions that write like snprintf(). */
char *iop_put_room(const struct iop_put *p, size_t *size);

void iop_put_begin(struct iop_put *p, const char *node);
void iop_put_end(struct iop_put *p);

/*
 * iop_put_open - start a property, whose value is then written with iop_put_mem()
 * @name: number in p->names
 * iop_put_close - end it
 * @at: what iop_put_open() returned
 */
size_t iop_put_open(struct iop_put *p, unsigned int name);
void iop_put_close(struct iop_put *p, size_t at);

/* Size of a string value, including the NUL. */
void iop_put_text(struct iop_put *p, const char *s);
void iop_put_path(struct iop_put *p, const struct iop_tree *t, uint32_t node);

/* Write complete properties. */
void iop_put_string(struct iop_put *p, unsigned int name, const char *s);
void iop_put_u32(struct iop_put *p, unsigned int name, uint32_t value);

/* The new strings block: the old one, and the names that it lacks. */
struct iop_put_strings {
	const uint8_t *old;
	uint32_t old_size;
	const char *const *names;	/* needed */
	uint32_t count;
	uint32_t *at;		/* set to the offset of each name, for p->names */
	uint32_t base;		/* offset of the first new name */
	uint32_t size;		/* of the block */
};

/* iop_put_strings_plan - set the offsets of the names. */
void iop_put_strings_plan(struct iop_put_strings *s);

/* iop_put_strings - write the block. */
void iop_put_strings(struct iop_put *p, const struct iop_put_strings *s);

/* iop_put_head - write the header and the empty reservations of a new blob. */
void iop_put_head(struct iop_put *p);

/* iop_put_offsets - fill in the header once everything is written. */
void iop_put_offsets(struct iop_put *p, size_t structure, size_t strings,
		     uint32_t strings_size);

/*
 * iop_put_done - the return value of a writer, once everything is written
 * @needed: set to the size of the result, 0 if it is too large for the format
 *
 * returns: 0, or -IOP_ERR_NOSPACE if it does not fit.
 */
int iop_put_done(const struct iop_put *p, size_t *needed);

#endif
