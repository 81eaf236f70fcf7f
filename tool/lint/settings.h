/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * .iommuplan.yaml: how bad a project finds each rule, for which kernels its
 * trees are, which findings it lives with, each with a reason, and which streams
 * its firmware keeps.
 */
#ifndef LINT_SETTINGS_H
#define LINT_SETTINGS_H

#include "lint/severity.h"
#include "policy/policy.h"
#include "text/out.h"
#include "yaml/store.h"

struct ignore {
	const char *rule;	/* or "all" */
	const char *node;	/* glob of the full path; NULL: any */
	const char *board;	/* glob of its name or a compatible; NULL: any */
	const char *reason;
	const char *until;	/* last day it holds, YYYY-MM-DD, or NULL */
	unsigned int line, column;
	bool over;		/* expired, or about no rule */
};

/* What a run saw of an entry: shared by all processes that read trees. */
enum { IGNORE_ASKED = 1, IGNORE_USED = 2 };

struct rule_setting {
	const char *rule;
	const char *word;	/* error, warning, note or off */
	unsigned int line, column;
};

struct settings {
	char *file;		/* NULL: there is none */
	const char *kernels;	/* as --kernel takes it, or NULL */
	struct rule_setting *rules;
	unsigned int n_rules;
	struct ignore *ignores;
	unsigned int n_ignores;
	struct iop_policy policy;	/* rules for streams, and nothing else */
	uint8_t *seen;		/* of each ignore */
	struct yaml_store store;
};

/*
 * settings_open - the file of --config, or the one found from the working
 * directory up to the repository's root; zeroed where there is none
 *
 * returns: an exit status; any error has been reported. To be closed
 * either way.
 */
int settings_open(struct settings *s, const struct options *o, struct out *diag);
void settings_close(struct settings *s);

/*
 * settings_parse - the same from its text, into what begins as zeroes
 * returns: READ_ of yaml/read.h, with @err filled in where it is not READ_OK.
 */
struct read_error;
int settings_parse(struct settings *s, const char *text, size_t size,
		   struct read_error *err);

/* settings_warn - of rules that there are not, and ignores whose day has passed */
void settings_warn(const struct settings *s, struct out *diag);

/* settings_grade - its severities, below what -W says */
void settings_grade(const struct settings *s, struct grade *g);

/* ignore_find - the entry that @rule of the node at @path is ignored by, or NULL */
const struct ignore *ignore_find(const struct settings *s, const struct iop_tree *t,
				 const char *board, const char *path,
				 const char *rule);

/* ignore_ask - note which entries are about this board */
void ignore_ask(const struct settings *s, const struct iop_tree *t,
		const char *board);

/* ignore_stale - report entries that had a board and suppressed nothing */
void ignore_stale(const struct settings *s, const struct grade *g,
		  struct out *diag);

/* --- internal to this directory --- */

/* settings_find - the file's name, to be freed; NULL: none, or no memory */
char *settings_find(void);

#endif
