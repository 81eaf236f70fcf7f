/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Flattened tree tokens into a buffer that may be too small: what does not fit
 * is counted all the same, so that one pass tells the size it takes.
 */
#ifndef IOP_ANNOTATE_PUT_H
#define IOP_ANNOTATE_PUT_H

#include <stddef.h>
#include <stdint.h>

#include "annotate/annotate.h"

/*
 * Every property name of an annotation, in the order it enters the strings
 * block. All enter it, used or not: the block must not depend on the plan.
 * String lists end in -names, which is how schema tools know them for lists.
 */
#define IOP_PUT_NAMES(N) \
	N(COMPATIBLE, "compatible") \
	N(GENERATOR, "generator") \
	N(KERNEL, "kernel") \
	N(CMDLINE, "cmdline") \
	N(BOOTARGS, "merged-bootargs") \
	N(IOMMU_COUNT, "iommu-count") \
	N(GROUP_COUNT, "group-count") \
	N(DEVICE_COUNT, "device-count") \
	N(UNPROTECTED_COUNT, "unprotected-count") \
	N(PATH, "path") \
	N(STATE, "state") \
	N(DRIVER, "driver") \
	N(REASON, "reason") \
	N(CONTEXTS_HAVE, "contexts-have") \
	N(CONTEXTS_NEED, "contexts-need") \
	N(DOMAIN, "domain") \
	N(CONFIDENCE, "confidence") \
	N(IOMMU_NAMES, "iommu-names") \
	N(DEVICE_NAMES, "device-names") \
	N(UNPROTECTED_NAMES, "unprotected-names") \
	N(UNPROTECTED_REASONS, "unprotected-reason-names") \
	/* in overlays only: keep it last */ \
	N(TARGET_PATH, "target-path")

enum iop_put_name {
#define IOP_PUT_ENUM(id, text) IOP_N_##id,
	IOP_PUT_NAMES(IOP_PUT_ENUM)
#undef IOP_PUT_ENUM
	IOP_N_COUNT
};

extern const char *const iop_put_names[IOP_N_COUNT];

struct iop_put {
	uint8_t *buf;
	size_t size;
	size_t used;			/* may pass @size */
	uint32_t names[IOP_N_COUNT];	/* offsets in the strings block */
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
 * iop_put_close - end it
 * @at: what iop_put_open() returned
 */
size_t iop_put_open(struct iop_put *p, enum iop_put_name name);
void iop_put_close(struct iop_put *p, size_t at);

/* Bytes of a string value, its end included. */
void iop_put_text(struct iop_put *p, const char *s);
void iop_put_path(struct iop_put *p, const struct iop_tree *t, uint32_t node);

/* Whole properties. */
void iop_put_string(struct iop_put *p, enum iop_put_name name, const char *s);
void iop_put_u32(struct iop_put *p, enum iop_put_name name, uint32_t value);

/* The strings block to be: the old one, and the names that it lacks. */
struct iop_put_strings {
	const uint8_t *old;
	uint32_t old_size;
	uint32_t base;		/* where the first new name stands */
	uint32_t size;		/* of the whole */
	unsigned int names;	/* how many of IOP_PUT_NAMES are wanted */
};

/* iop_put_strings_plan - find or place the first s->names names for @p. */
void iop_put_strings_plan(struct iop_put *p, struct iop_put_strings *s);

/* iop_put_strings - write the block. */
void iop_put_strings(struct iop_put *p, const struct iop_put_strings *s);

/* iop_put_node - the annotation's node; @seen: a number for each IOMMU. */
void iop_put_node(struct iop_put *p, const struct iop_annotation *n,
		  uint32_t *seen);

/* iop_put_done - what a writer returns once all is put. */
enum iop_error iop_put_done(const struct iop_put *p, size_t *needed);

#endif
