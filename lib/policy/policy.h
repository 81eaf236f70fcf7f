/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A policy, as described in schemas/policy.md: rules in the order of the file, each
 * with its place in the file.
 *
 * Strings are NUL-terminated ASCII, and belong to the caller. Later rules override
 * earlier ones, for each aspect; "require" accumulates.
 */
#ifndef IOP_POLICY_H
#define IOP_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "model/reserved_ids.h"

#define IOP_POLICY_VERSION 1

/* T(identifier, word): how DMA of a master is to be treated */
#define IOP_TYPES(T) \
	T(UNSAID, "unsaid") \
	T(STRICT, "strict")	/* translated, IOTLB invalidated at once */ \
	T(LAZY, "lazy")		/* translated, IOTLB invalidation deferred */ \
	T(IDENTITY, "identity")	/* not translated */ \
	T(ANY, "any")		/* no requirement */ \
	T(KERNEL, "kernel")	/* for the default only: no requirement */

/* S(identifier, word): how an IOMMU is to be used */
#define IOP_STRATEGIES(S) \
	S(UNSAID, "unsaid") \
	S(PER_GROUP, "per-group")	/* a domain for each group */ \
	S(SHARED, "shared")		/* one group for the given masters */ \
	S(IDENTITY, "identity")		/* no master is translated */ \
	S(OFF, "off")			/* the IOMMU is not used at all */

/* L(identifier, word): what may be changed, the least intrusive first */
#define IOP_MECHANISMS(L) \
	L(CMDLINE, "cmdline")	/* kernel command line */ \
	L(RUNTIME, "runtime")	/* group types, written in the booted system */ \
	L(TREE, "tree")		/* the device tree itself */

/* A(identifier, word): an edit that is made only if it is requested */
#define IOP_ASKED(A) \
	A(MIGRATE, "migrate-mmu-masters")	/* to iommus, if IDs and groups stay the same */ \
	A(FRAMEBUFFER, "keep-framebuffer")	/* mapped 1:1 for the display */

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

/* A place in the file; the first line is 1. */
struct iop_at {
	uint32_t line, column;
};

/* Selects the nodes that match everything that is given; NULL: not given. */
struct iop_selector {
	const char *path;	/* glob: '*' stops at '/', "**" does not */
	const char *alias;	/* globs over names in /aliases, __symbols__ */
	const char *label;
	const char *compatible;	/* glob over each of a node's strings */
	const struct iop_role *role;
	bool optional;		/* it may select nothing */
	struct iop_at at;
};

struct iop_id_span {
	uint32_t first, last;
};

/* Stream IDs that belong to firmware; @text: as written in the file. */
struct iop_reserved_item {
	struct iop_reserved_ids ids;
	const char *text;
	struct iop_at at;
};

struct iop_iommu_rule {
	struct iop_selector match;
	uint8_t strategy;			/* enum iop_strategy */
	const struct iop_selector *share;	/* masters for SHARED; none: all */
	uint16_t n_share;
	uint32_t reserve_contexts;		/* number of context banks to keep free */
	const struct iop_id_span *reserve_streams;	/* IDs that no entry may match */
	uint16_t n_reserve_streams;
	const struct iop_reserved_item *reserved;	/* IDs that no master may use */
	uint16_t n_reserved;
	struct iop_at at;
};

struct iop_device_rule {
	struct iop_selector match;
	uint8_t domain;		/* enum iop_type; UNSAID: not given */
	bool translated;	/* required: translated from kernel boot on */
	bool isolated;		/* required: alone in its group */
	struct iop_at at;
};

struct iop_policy {
	uint8_t fallback;	/* "default", enum iop_type; never UNSAID */
	uint8_t allow;		/* IOP_ALLOW() bits */
	uint8_t asked;		/* bits 1 << enum iop_asked */
	bool bootargs;		/* also write parameters to /chosen/bootargs */
	bool labels;		/* some selector needs __symbols__ */
	struct iop_at default_at;
	const struct iop_iommu_rule *iommus;
	const struct iop_device_rule *devices;
	uint16_t n_iommus, n_devices;
};

#endif
