/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* A policy file (YAML, schemas/policy.md) as the model of policy/policy.h. */
#ifndef POLICY_FILE_H
#define POLICY_FILE_H

#include "policy/policy.h"
#include "yaml/read.h"
#include "yaml/store.h"

struct policy_file {
	const char *name;		/* as given */
	struct iop_policy policy;
	struct yaml_store store;		/* all of its strings and arrays */
};

/*
 * policy_open - read the file called @name; policy_close() in any case
 *
 * returns: READ_OK; READ_BAD or READ_IO with @err filled in.
 */
int policy_open(struct policy_file *f, const char *name, struct read_error *err);

/* policy_parse - the same from its text. */
int policy_parse(struct policy_file *f, const char *name, const char *text,
		 size_t size, struct read_error *err);

void policy_close(struct policy_file *f);

#endif
