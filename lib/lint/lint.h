/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Lint: rules that read the plan of one kernel, and their findings. A finding
 * has no text of its own, but refers to the tree, the facts and the template of the
 * rule; the caller formats the message.
 */
#ifndef IOP_LINT_H
#define IOP_LINT_H

#include "devices/devices.h"
#include "lint/rules.h"
#include "model/reserved_ids.h"
#include "plan/plan.h"

#define IOP_ARGS_MAX 7

enum iop_arg_kind {
	IOP_ARG_NODE,		/* number: index of a node */
	IOP_ARG_DEC,
	IOP_ARG_HEX,
	IOP_ARG_TEXT,		/* text; from the tree, so escape it */
	IOP_ARG_RID,		/* number: a requester ID, as lspci writes it */
	IOP_ARG_MORE,		/* number: " and 3 more", nothing for 0 */
};

/* The value of {0} in the template; {0|is|are} is the first word for a number of 1
 * (for IOP_ARG_MORE: of 0), else the second. */
struct iop_lint_arg {
	uint8_t kind;		/* enum iop_arg_kind */
	uint64_t number;
	const char *text;	/* valid as long as the blob and the facts */
};

enum iop_fix_kind { IOP_FIX_SET, IOP_FIX_DELETE };

/* A fix, which must be certain. */
struct iop_fix {
	uint32_t node;
	const char *property;
	uint8_t kind;		/* enum iop_fix_kind */
	const uint8_t *bytes;	/* the complete new value, big endian; in the arena */
	uint32_t size;
	const char *sentence;	/* describes it, a template like that of the rule */
};

struct iop_finding {
	struct iop_finding *next;	/* in the order of discovery */
	const char *property;		/* of @node, or NULL: the node itself */
	const struct iop_fix *fix;	/* or NULL */
	struct iop_lint_arg args[IOP_ARGS_MAX];
	uint32_t node;
	uint32_t related;	/* a second node that it is about, or IOP_NONE */
	const uint32_t *others;	/* all such nodes, if there can be several */
	uint32_t n_others;	/* 0: @related is the only one, if any */
	uint32_t entry;		/* of the property: number of the entry, or IOP_NONE */
	uint32_t offset;	/* of the property: byte offset, or IOP_NONE */
	uint32_t more;		/* number of further findings of this rule at this node */
	uint8_t rule;		/* enum iop_rule_id */
	uint8_t severity;	/* enum iop_severity: that of the rule, or less */
	uint8_t n_args;
};

/* The last finding of a rule: the number of its findings at one node is limited. */
struct iop_at_node {
	struct iop_finding *last;
	uint32_t count;
};

#define IOP_FINDINGS_MOST 16u		/* of one rule at one node; further ones are counted */
#define IOP_FIXES_MOST (1024u * 1024)	/* size of the new values of all fixes, in bytes */

/* Streams of one IOMMU that the caller declares to belong to firmware. */
struct iop_kept_streams {
	uint32_t node;		/* node of the IOMMU */
	struct iop_reserved_ids ids;
	const char *text;	/* as written in the caller's file, and its place: "FILE:7" */
	const char *where;
};

struct iop_lint {
	const struct iop_plan *plan;
	struct iop_arena *arena;
	uint32_t consumers;	/* bits 1 << enum iop_consumer: run the rules for these */
	const bool *off;	/* by rule; NULL: all are on */
	struct iop_finding *first, *last;
	const struct iop_kept_streams *kept;	/* the caller's; NULL: none */
	uint32_t n_kept;
	uint32_t count;
	bool *reported;		/* by device: the reason why it has no IOMMU is reported */
	uint32_t *users;	/* by IOMMU: number of its masters, including PCI hosts */
	uint32_t *user;		/* by IOMMU: the first of them, or IOP_NONE */
	uint8_t *twins;		/* by node: a similar device is reported */
	uint32_t reported_root;	/* the IPMMU root that was reported last */
	bool full;		/* the arena is too small: findings are missing */
	bool cut;		/* too many streams overlap to compare all: likewise */
	struct iop_finding spare;	/* for findings that are dropped or only counted */
	struct iop_finding *counts;	/* the one that counts @spare, or NULL */
	struct iop_at_node at_node[IOP_RULE_COUNT];
	uint32_t fixes;		/* size of the new values so far */
};

/*
 * iop_lint_run - run all rules on one plan
 * @s: the caller sets @consumers, @off and @kept, this function the other fields
 *
 * returns: 0, or -IOP_ERR_NOSPACE with the findings made so far.
 */
int iop_lint_run(struct iop_lint *s, const struct iop_plan *p,
		 struct iop_arena *a);

/* The next part of a message, or of the description of a fix. */
struct iop_template_part {
	const struct iop_lint_arg *arg;	/* or NULL: the text */
	const char *text;
	size_t len;
};

/*
 * iop_template_next - read the next part of @template, in which {0} is the first
 * argument of the finding; false at its end
 */
bool iop_template_next(const char **template, const struct iop_finding *f,
		       struct iop_template_part *out);

/* --- for rules --- */

/* iop_facts_hold - does this kernel have a driver for it? If not, no fact is certain. */
static inline bool iop_facts_hold(const struct iop_iommu *i)
{
	return i->compat;
}

/* iop_has_list - does the device have iommus of its own (not one behind a host)? */
bool iop_has_list(const struct iop_lint *s, const struct iop_device *d);

/* iop_report - make a finding, to which arguments can be added; never NULL. After
 * IOP_FINDINGS_MOST at one node it is dropped, and counted in the last one. */
struct iop_finding *iop_report(struct iop_lint *s, enum iop_rule_id rule,
			       uint32_t node, const char *property);

/* Set the next argument of its template. */
void iop_say_node(struct iop_finding *f, uint32_t node);
void iop_say_dec(struct iop_finding *f, uint64_t n);
void iop_say_hex(struct iop_finding *f, uint64_t n);
void iop_say_rid(struct iop_finding *f, uint32_t rid);
void iop_say_more(struct iop_finding *f, uint32_t n);	/* " and n more", unless 0 */
void iop_say(struct iop_finding *f, const char *text);

/* iop_list_others - allocate @n other nodes, to be set; NULL: no space */
uint32_t *iop_list_others(struct iop_lint *s, struct iop_finding *f, uint32_t n);

/*
 * iop_set_fix - add a fix that sets a property of the finding's node
 * @size: size of the new value in bytes
 * returns: where to write the value; NULL if the arena is full, or if all fixes
 * together would exceed IOP_FIXES_MOST: there is no fix then.
 */
uint8_t *iop_set_fix(struct iop_lint *s, struct iop_finding *f, const char *property,
		     uint32_t size, const char *sentence);

/*
 * iop_fix_cut - add a fix that removes bytes from the finding's property
 * @all: its value, @from: offset of the first byte, @size: number of bytes
 */
void iop_fix_cut(struct iop_lint *s, struct iop_finding *f, struct iop_cells all,
		 const uint8_t *from, uint32_t size, const char *sentence);
void iop_fix_delete(struct iop_lint *s, struct iop_finding *f,
		    const char *property, const char *sentence);

#endif
