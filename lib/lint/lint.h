/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What is wrong with a tree: rules that read the plan of one kernel, and what
 * they find. A finding holds no text but what stands in the tree, the facts
 * and the rule's template; whoever has a printf() makes a sentence of it.
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
	IOP_ARG_TEXT,		/* text; of the tree, so escape it */
	IOP_ARG_RID,		/* number: a requester ID, as lspci writes it */
	IOP_ARG_MORE,		/* number: " and 3 more", nothing for 0 */
};

/* What a {0} of the template stands for; {0|is|are} is the first word for a count
 * of one, or for IOP_ARG_MORE of none, else the second. */
struct iop_lint_arg {
	uint8_t kind;		/* enum iop_arg_kind */
	uint64_t number;
	const char *text;	/* outlives the tree's blob and the facts, or is theirs */
};

enum iop_fix_kind { IOP_FIX_SET, IOP_FIX_DELETE };

/* A fix that is certain. */
struct iop_fix {
	uint32_t node;
	const char *property;
	uint8_t kind;		/* enum iop_fix_kind */
	const uint8_t *bytes;	/* the whole new value, big endian; in the arena */
	uint32_t size;
	const char *sentence;	/* what it does, a template like the rule's */
};

struct iop_finding {
	struct iop_finding *next;	/* in the order of discovery */
	const char *property;		/* of @node, or NULL: the node itself */
	const struct iop_fix *fix;	/* or NULL */
	struct iop_lint_arg args[IOP_ARGS_MAX];
	uint32_t node;
	uint32_t related;	/* another node it is about, or IOP_NONE */
	const uint32_t *others;	/* all of them, where there can be several */
	uint32_t n_others;	/* 0: @related is the only one, if any */
	uint32_t entry;		/* of the property: number of entry or row, or IOP_NONE */
	uint32_t offset;	/* of the property: byte, or IOP_NONE */
	uint32_t more;		/* findings of this rule at this node that were only counted */
	uint8_t rule;		/* enum iop_rule_id */
	uint8_t severity;	/* enum iop_severity: the rule's, or milder */
	uint8_t n_args;
};

/* What a rule found last: a node gets so many findings of it, no more. */
struct iop_at_node {
	struct iop_finding *last;
	uint32_t count;
};

#define IOP_FINDINGS_MOST 16u		/* of one rule at one node; the rest is counted */
#define IOP_FIXES_MOST (1024u * 1024)	/* bytes of new values, of all fixes */

/* Streams that the caller knows to be firmware's, of one IOMMU of the tree. */
struct iop_kept_streams {
	uint32_t node;		/* that IOMMU's */
	struct iop_reserved_ids ids;
	const char *text;	/* as the caller has them written, and where: "FILE:7" */
	const char *where;
};

struct iop_lint {
	const struct iop_plan *plan;
	struct iop_arena *arena;
	uint32_t consumers;	/* bits 1 << enum iop_consumer: whose trouble counts */
	const bool *off;	/* by rule; NULL: all are on */
	struct iop_finding *first, *last;
	const struct iop_kept_streams *kept;	/* the caller's; NULL: none */
	uint32_t n_kept;
	uint32_t count;
	bool *told;		/* by device: a rule has named why it has no IOMMU */
	uint32_t *users;	/* by IOMMU: masters that name it, PCI hosts too */
	uint32_t *user;		/* by IOMMU: the first of them, or IOP_NONE */
	uint8_t *twins;		/* by node: a rule has named one just like it */
	uint32_t reported_root;	/* the IPMMU root that was named last */
	bool full;		/* the arena was too small: findings are missing */
	bool cut;		/* more streams overlap than are compared: likewise */
	struct iop_finding spare;	/* for findings nobody wants, or that are counted */
	struct iop_finding *counts;	/* the one that counts @spare, or NULL */
	struct iop_at_node at_node[IOP_RULE_COUNT];
	uint32_t fixes;		/* bytes of new values until now */
};

/*
 * iop_lint_run - all rules over one plan
 * @s: @consumers, @off and @kept are the caller's, the rest is set here
 *
 * returns: 0, or -IOP_ERR_NOSPACE with what was found until then.
 */
int iop_lint_run(struct iop_lint *s, const struct iop_plan *p,
			    struct iop_arena *a);

/* The next piece of a message or of a fix's sentence. */
struct iop_template_part {
	const struct iop_lint_arg *arg;	/* or NULL: the text */
	const char *text;
	size_t len;
};

/*
 * iop_template_next - take the next piece off @template, whose {0} stand for
 * the finding's arguments; false at its end
 */
bool iop_template_next(const char **template, const struct iop_finding *f,
		       struct iop_template_part *out);

/* --- for rules --- */

/* iop_facts_hold - has this kernel a driver for it? Else no fact is sure. */
static inline bool iop_facts_hold(const struct iop_iommu *i)
{
	return i->driver && i->compat;
}

/* iop_has_list - an entry with iommus of its own, not a host's requesters. */
bool iop_has_list(const struct iop_lint *s, const struct iop_device *d);

/* iop_report - a new finding to add to; never NULL. Beyond IOP_FINDINGS_MOST at
 * one node it is thrown away, and the last one counts it. */
struct iop_finding *iop_report(struct iop_lint *s, enum iop_rule_id rule,
			       uint32_t node, const char *property);

/* The next argument of its template. */
void iop_say_node(struct iop_finding *f, uint32_t node);
void iop_say_dec(struct iop_finding *f, uint64_t n);
void iop_say_hex(struct iop_finding *f, uint64_t n);
void iop_say_rid(struct iop_finding *f, uint32_t rid);
void iop_say_more(struct iop_finding *f, uint32_t n);	/* " and n more", unless 0 */
void iop_say(struct iop_finding *f, const char *text);

/* iop_list_others - space for @n other nodes, to fill in; NULL: none left */
uint32_t *iop_list_others(struct iop_lint *s, struct iop_finding *f, uint32_t n);

/*
 * iop_set_fix - a fix that sets a property of the finding's node
 * @size: bytes of the new value
 * returns: where to write it; NULL when the arena is full, or all fixes
 * together would take more than IOP_FIXES_MOST: no fix then.
 */
uint8_t *iop_set_fix(struct iop_lint *s, struct iop_finding *f, const char *property,
		  uint32_t size, const char *sentence);

/*
 * iop_fix_cut - the same that leaves bytes out of the finding's property
 * @all: its value, @from: where in it they begin, @size: how many
 */
void iop_fix_cut(struct iop_lint *s, struct iop_finding *f, struct iop_cells all,
		  const uint8_t *from, uint32_t size, const char *sentence);
void iop_fix_delete(struct iop_lint *s, struct iop_finding *f,
		     const char *property, const char *sentence);

#endif
