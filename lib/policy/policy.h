/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What somebody wants of the IOMMUs, as schemas/policy.md describes it: rules
 * in the order of the file, each with the place it stands at.
 *
 * Strings are NUL-terminated ASCII and the owner's of the policy. Later rules
 * win over earlier ones, aspect by aspect; what is required adds up.
 */
#ifndef IOP_POLICY_H
#define IOP_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "model/reserved_ids.h"

#define IOP_POLICY_VERSION 1

/* T(identifier, word): how DMA of a master shall be treated */
#define IOP_TYPES(T) \
	T(UNSAID, "unsaid") \
	T(STRICT, "strict")	/* translated, unmapped at once */ \
	T(LAZY, "lazy")		/* translated, unmapped in batches */ \
	T(IDENTITY, "identity")	/* not translated */ \
	T(ANY, "any")		/* no requirement */ \
	T(KERNEL, "kernel")	/* of the default only: no requirement */

/* S(identifier, word): how an IOMMU shall be used */
#define IOP_STRATEGIES(S) \
	S(UNSAID, "unsaid") \
	S(PER_GROUP, "per-group")	/* a domain for each group */ \
	S(SHARED, "shared")		/* one group for chosen masters */ \
	S(IDENTITY, "identity")		/* no master is translated */ \
	S(OFF, "off")			/* the IOMMU is not used at all */

/* L(identifier, word): what may be changed, from the least intrusive on */
#define IOP_MECHANISMS(L) \
	L(CMDLINE, "cmdline")	/* kernel command line */ \
	L(RUNTIME, "runtime")	/* group types, written in the booted system */ \
	L(TREE, "tree")		/* the device tree itself */

/* A(identifier, word): an edit that is made only if it is asked for */
#define IOP_ASKED(A) \
	A(MIGRATE, "migrate-mmu-masters")	/* to iommus, with proof */ \
	A(FRAMEBUFFER, "keep-framebuffer")	/* mapped for the display */

enum iop_asked {
#define IOP_ASKED_ENUM(id, word) IOP_ASKED_##id,
	IOP_ASKED(IOP_ASKED_ENUM)
#undef IOP_ASKED_ENUM
	IOP_ASKED_COUNT
};

extern const char *const iop_asked_words[IOP_ASKED_COUNT];

enum iop_type {
#define IOP_TYPE_ENUM(id, word) IOP_TYPE_##id,
	IOP_TYPES(IOP_TYPE_ENUM)
#undef IOP_TYPE_ENUM
	IOP_TYPE_COUNT
};

enum iop_strategy {
#define IOP_STRATEGY_ENUM(id, word) IOP_STRATEGY_##id,
	IOP_STRATEGIES(IOP_STRATEGY_ENUM)
#undef IOP_STRATEGY_ENUM
	IOP_STRATEGY_COUNT
};

enum iop_mechanism {
#define IOP_MECHANISM_ENUM(id, word) IOP_MECHANISM_##id,
	IOP_MECHANISMS(IOP_MECHANISM_ENUM)
#undef IOP_MECHANISM_ENUM
	IOP_MECHANISM_COUNT
};

#define IOP_ALLOW(mechanism) (1u << IOP_MECHANISM_##mechanism)
#define IOP_ALLOW_ALL ((1u << IOP_MECHANISM_COUNT) - 1)

extern const char *const iop_type_words[IOP_TYPE_COUNT];
extern const char *const iop_strategy_words[IOP_STRATEGY_COUNT];
extern const char *const iop_mechanism_words[IOP_MECHANISM_COUNT];

/* Where something stands in the file, from 1. */
struct iop_at {
	uint32_t line, column;
};

/* Which nodes are meant: those that fit all that is given; NULL: not given. */
struct iop_selector {
	const char *path;	/* glob: '*' stops at '/', "**" does not */
	const char *alias;	/* globs over names in /aliases, __symbols__ */
	const char *label;
	const char *compatible;	/* glob over each of a node's strings */
	const struct iop_role *role;
	bool optional;		/* may find nothing */
	struct iop_at at;
};

struct iop_id_span {
	uint32_t first, last;
};

/* IDs that are firmware's, as @text of the file has them. */
struct iop_reserved_item {
	struct iop_reserved_ids ids;
	const char *text;
	struct iop_at at;
};

struct iop_iommu_rule {
	struct iop_selector match;
	uint8_t strategy;			/* enum iop_strategy */
	const struct iop_selector *share;	/* masters of SHARED; none: all */
	uint16_t n_share;
	uint32_t reserve_contexts;		/* banks that stay free */
	const struct iop_id_span *reserve_streams;	/* IDs no entry may cover */
	uint16_t n_reserve_streams;
	const struct iop_reserved_item *reserved;	/* IDs no master may name */
	uint16_t n_reserved;
	struct iop_at at;
};

struct iop_device_rule {
	struct iop_selector match;
	uint8_t domain;		/* enum iop_type, UNSAID where not given */
	bool translated;	/* required: at no time without translation */
	bool isolated;		/* required: alone in its group */
	struct iop_at at;
};

struct iop_policy {
	uint8_t fallback;	/* "default", enum iop_type; never UNSAID */
	uint8_t allow;		/* IOP_ALLOW() bits */
	uint8_t asked;		/* bits 1 << enum iop_asked */
	bool bootargs;		/* parameters go into /chosen/bootargs too */
	bool labels;		/* some selector needs __symbols__ */
	struct iop_at default_at;
	const struct iop_iommu_rule *iommus;
	const struct iop_device_rule *devices;
	uint16_t n_iommus, n_devices;
};

#endif
