/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Lines of a log that show that the kernel did not behave as predicted. */
#ifndef EXPLAIN_OTHERWISE_H
#define EXPLAIN_OTHERWISE_H

#include "explain/subject.h"

/* What differs. */
enum otherwise_kind {
	OTHERWISE_GROUP,	/* in a group, and none was planned */
	OTHERWISE_APART,	/* not in the group of another master */
	OTHERWISE_TOGETHER,	/* in the group of another master */
	OTHERWISE_NO_GROUP,	/* no group, and one was planned */
	OTHERWISE_NO_DMA,	/* its group's domain is not used */
	OTHERWISE_PROBE,	/* the IOMMU's probe failed */
	OTHERWISE_ALIVE,	/* the IOMMU came up */
	OTHERWISE_DEFAULT,	/* the global default domain */
};

struct otherwise_line {
	enum otherwise_kind kind;
	uint32_t line;		/* of the log */
	uint32_t device;	/* index in the plan, or IOP_NONE */
	uint32_t node;		/* or IOP_NO_NODE */
	uint32_t iommu;		/* index in the plan, or IOP_NONE */
	uint32_t number;	/* of the kernel's group */
	uint32_t with;		/* node of the other master */
};

struct otherwise {
	struct vec list;	/* struct otherwise_line */
	bool failed;		/* out of memory */
	bool arguments_known;	/* set before otherwise_read(): from the log, or given */
};

/*
 * otherwise_read - all of a log; only what the plan is certain of counts
 * @release: that the plan was made for, or NULL: boots of other kernels in the
 *	     log are left out
 *
 * To be freed either way.
 */
void otherwise_read(struct otherwise *w, struct subject_of *s, const char *log, size_t size,
		    const char *release);

/* otherwise_say - print it first, with what to send to the maintainers of the tool */
void otherwise_say(const struct otherwise *w, struct subject_of *s, const char *log, bool json);
void otherwise_free(struct otherwise *w);

/*
 * log_release, log_arguments - what the first boot in the log says of its kernel:
 * "6.12.40-1-arm64", the command line; to be freed, NULL: nothing
 */
char *log_release(const char *log, size_t size);
char *log_arguments(const char *log, size_t size);

#endif
