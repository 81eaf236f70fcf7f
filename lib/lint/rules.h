/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The list of all rules. The slug is used with -W and in suppressions, and names the
 * rule's page in schemas/rules/: it never changes.
 */
#ifndef IOP_LINT_RULES_H
#define IOP_LINT_RULES_H

#include <stdint.h>

#include "lint/blob_rules.h"
#include "lint/bootargs_rules.h"
#include "lint/consumers.h"
#include "lint/dependencies.h"
#include "lint/map_rules.h"
#include "lint/protection.h"
#include "lint/providers.h"
#include "lint/reserved.h"
#include "lint/specifiers.h"
#include "lint/streams.h"

enum iop_severity { IOP_ERROR, IOP_WARNING, IOP_NOTE };

/* The consumer that is affected; the facts state which versions of Linux are. */
#define IOP_CONSUMERS(H) \
	H(LINUX, "linux") \
	H(UBOOT, "u-boot") \
	H(BAREBOX, "barebox") \
	H(XEN, "xen") \
	H(EDK2, "edk2") \
	H(FREEBSD, "freebsd")

enum iop_consumer {
#define IOP_CONSUMER_ENUM(id, name) IOP_CONSUMER_##id,
	IOP_CONSUMERS(IOP_CONSUMER_ENUM)
#undef IOP_CONSUMER_ENUM
	IOP_CONSUMER_COUNT
};

/*
 * R(identifier, slug, severity, affected consumer, function, title, message): {0} to
 * {6} in the message are the arguments of a finding. Rules with the same function
 * must be adjacent: it is called once for all of them.
 */
#define IOP_RULES(R) \
	IOP_RULES_SPECIFIERS(R) \
	IOP_RULES_STREAMS(R) \
	IOP_RULES_PROVIDERS(R) \
	IOP_RULES_MAPS(R) \
	IOP_RULES_BOOTARGS(R) \
	IOP_RULES_CONSUMERS(R) \
	IOP_RULES_DEPENDENCIES(R) \
	IOP_RULES_RESERVED(R) \
	IOP_RULES_BLOB(R) \
	IOP_RULES_PROTECTION(R)

enum iop_rule_id {
#define IOP_RULE_ENUM(id, slug, severity, consumer, fn, title, message) IOP_RULE_##id,
	IOP_RULES(IOP_RULE_ENUM)
#undef IOP_RULE_ENUM
	IOP_RULE_COUNT
};

struct iop_lint;
typedef void iop_lint_fn(struct iop_lint *s);

/* A function that checks one or more rules, and reports through iop_report(). */
#define IOP_RULE_FN(id, slug, severity, consumer, fn, title, message) iop_lint_fn fn;
IOP_RULES(IOP_RULE_FN)
#undef IOP_RULE_FN

struct iop_rule_info {
	const char *slug;
	const char *title;	/* one line without a full stop */
	const char *message;
	iop_lint_fn *fn;
	uint8_t severity;	/* enum iop_severity */
	uint8_t consumer;		/* enum iop_consumer */
};

extern const struct iop_rule_info iop_rules[IOP_RULE_COUNT];

/* "error", "warning", "note"; "linux", "u-boot", ...: never NULL. */
const char *iop_severity_name(enum iop_severity s);
const char *iop_consumer_name(enum iop_consumer h);

#endif
