/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The kernel parameters that fix a plan: they set the default domain type and the
 * invalidation policy that it predicts, so that neither the configuration nor
 * arguments of the boot loader change them.
 *
 * On 32-bit ARM these parameters are read but have no effect, so the fragment is
 * empty there.
 */
#ifndef IOP_CMDLINE_H
#define IOP_CMDLINE_H

#include "cmdline/bootargs.h"
#include "model/model.h"

/* A parameter that fixes the plan; its value is 0 or 1. */
struct iop_pin {
	const char *name;
	bool value;
};

#define IOP_PINS_MAX 2

/* iop_pins - those that this kernel version has; returns their number: 0 for a
 * tree without an IOMMU. */
unsigned int iop_pins(const struct iop_plan *p, struct iop_pin pins[IOP_PINS_MAX]);

/*
 * iop_cmdline_fragment - write only these parameters, separated by spaces
 *
 * Writes like snprintf(): terminated unless @size is 0.
 *
 * returns: the length of the full text, which may be >= @size.
 */
size_t iop_cmdline_fragment(const struct iop_plan *p, char *buf, size_t size);

/*
 * iop_cmdline_merge - write @bootargs with these parameters set, each once
 *
 * The first occurrence of such a parameter is replaced in place, further ones are
 * removed; missing ones are added at the end, but before "--" and before an
 * argument whose quote is not closed. Everything else is copied unchanged.
 * Merging the result again changes nothing.
 *
 * returns: as iop_cmdline_fragment().
 */
size_t iop_cmdline_merge(const struct iop_plan *p, const char *bootargs,
			 char *buf, size_t size);

/*
 * C(identifier, slug, text for people): the problem with an argument that is
 * already there
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
	struct iop_arg arg;	/* raw, raw_len: its place in the boot arguments */
};

struct iop_conflict_walk {
	const char *rest;
	bool past_end;		/* "--" has been passed */
};

/*
 * iop_conflict_next - walk the arguments that conflict with the plan
 * @w: { bootargs } at the start
 *
 * returns: false at the end.
 */
bool iop_conflict_next(const struct iop_plan *p, struct iop_conflict_walk *w,
		       struct iop_conflict *out);

#endif
