/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef TEXT_STATUS_H
#define TEXT_STATUS_H

/* Exit status; over several files the highest counts. */
enum {
	EXIT_OK = 0,
	EXIT_FINDINGS = 1,
	EXIT_USAGE = 2,		/* usage, configuration or policy */
	EXIT_TREE = 3,		/* an input is no valid tree */
	EXIT_IO = 4,		/* I/O or memory */
};

/* The mildest severity that makes the exit status 1. */
enum fail_on { FAIL_ON_UNSET, FAIL_ON_ERROR, FAIL_ON_WARNING, FAIL_ON_NOTE };

/* worst_of - the status of two runs together */
static inline int worst_of(int a, int b)
{
	return a > b ? a : b;
}

#endif
