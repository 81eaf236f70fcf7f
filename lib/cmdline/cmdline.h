/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The kernel command line that holds a plan: the default domain type and the
 * invalidation policy it predicts, pinned so that neither a configuration nor
 * a boot loader's leftovers change them.
 *
 * 32-bit ARM reads these parameters and acts on neither, so for it nothing is
 * pinned and the fragment is empty.
 */
#ifndef IOP_CMDLINE_H
#define IOP_CMDLINE_H

#include "cmdline/bootargs.h"
#include "model/model.h"

/* A parameter the plan pins; values are spelled 0 and 1. */
struct iop_pin {
	const char *name;
	bool value;
};

#define IOP_PINS_MAX 2

/* iop_pins - what this kernel version knows of them; returns how many: none for
 * a tree without an IOMMU. */
unsigned int iop_pins(const struct iop_plan *p, struct iop_pin pins[IOP_PINS_MAX]);

/*
 * iop_cmdline_fragment - the pinned parameters alone, blank between them
 *
 * Writes like snprintf(): terminated unless @size is 0.
 *
 * returns: the length of the whole text, which may be >= @size.
 */
size_t iop_cmdline_fragment(const struct iop_plan *p, char *buf, size_t size);

/*
 * iop_cmdline_merge - @bootargs with the pinned parameters set, each once
 *
 * The first occurrence of a pinned parameter is replaced where it stands,
 * further ones are removed; what is not there yet is added at the end, but in
 * front of "--" and of an argument whose quote is never closed. Everything
 * else stays byte for byte. Merging the result again changes nothing.
 *
 * returns: as iop_cmdline_fragment().
 */
size_t iop_cmdline_merge(const struct iop_plan *p, const char *bootargs,
			 char *buf, size_t size);

/*
 * C(identifier, slug, text for people): what is wrong with an argument that
 * is there already
 */
#define IOP_CONFLICTS(C) \
	C(OTHER_VALUE, "contradicts-plan", \
	  "is overridden by a later value") \
	C(MALFORMED, "malformed", \
	  "is ignored: its value is not a boolean for this kernel") \
	C(OTHER_ARCH, "other-architecture", \
	  "is read by other architectures only") \
	C(OTHER_VERSION, "not-in-this-kernel", \
	  "does not exist in this kernel version") \
	C(NO_EFFECT, "no-effect-on-arm", \
	  "has no effect on 32-bit ARM") \
	C(NOT_READ, "after-double-dash", \
	  "follows \"--\" and is passed to init")

enum iop_conflict_code {
#define IOP_CONFLICT_ENUM(id, slug, text) IOP_CONFLICT_##id,
	IOP_CONFLICTS(IOP_CONFLICT_ENUM)
#undef IOP_CONFLICT_ENUM
	IOP_CONFLICT_COUNT
};

struct iop_conflict {
	enum iop_conflict_code code;
	struct iop_arg arg;	/* raw, raw_len: where in the boot arguments */
};

struct iop_conflict_walk {
	const char *rest;
	bool past_end;		/* "--" has been passed */
};

/*
 * iop_conflict_next - walk the arguments that fight with the plan
 * @w: { bootargs } to start with
 *
 * returns: false at the end.
 */
bool iop_conflict_next(const struct iop_plan *p, struct iop_conflict_walk *w,
		       struct iop_conflict *out);

#endif
