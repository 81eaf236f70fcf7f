/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Fact files (YAML, schemas/README.md) as the tables of facts/facts.h.
 *
 * A directory of facts is every regular *.yaml file in it and in its
 * subdirectories drivers/ and vendor/, read in the order of their names with
 * linux.yaml first; and socs/masters.yaml. Input is hostile: whatever a file says, the answer is tables that
 * keep the promises of facts.h, or an error with its place.
 */
#ifndef FACTS_LOAD_H
#define FACTS_LOAD_H

#include <stddef.h>

#include "facts/facts.h"
#include "yaml/read.h"
#include "yaml/store.h"

/*
 * Loaded facts and what they stand in. Drivers taken over from a base stay
 * the base's: it has to outlive the set.
 */
struct facts_set {
	struct iop_facts facts;
	struct iop_driver suppliers;	/* rows of suppliers.yaml, where it was there */
	struct yaml_store store;
};

/*
 * facts_load - read the facts below @dir, which have to have a driver "linux"
 *
 * returns: READ_OK, and @out to be freed with facts_free(); READ_BAD or
 * READ_IO, with @err filled and nothing to free.
 */
int facts_load(struct facts_set *out, const char *dir,
	       struct read_error *err);

/*
 * facts_overlay - @base with the facts below @dir over it
 *
 * A file whose driver (and vendor) is in @base replaces it there; any other is
 * added at the end. Returns like facts_load(); a directory without a file is READ_BAD.
 */
int facts_overlay(struct facts_set *out, const struct iop_facts *base,
		  const char *dir, struct read_error *err);

/* facts_free - drop what facts_load() or facts_overlay() made; twice is fine. */
void facts_free(struct facts_set *set);

/* One file's worth. */
struct facts_parsed {
	struct iop_driver driver;
	iop_version oldest, newest;	/* only in driver "linux" */
	unsigned int line, column;	/* of the driver's name */
};

/*
 * facts_parse - read one file's text
 * @set: owns the strings and arrays of @out, also when this fails
 * @name: what to call the file in @err
 *
 * returns: READ_OK, READ_BAD or READ_IO (no memory).
 */
int facts_parse(struct facts_set *set, const char *name, const char *text,
		size_t size, struct facts_parsed *out,
		struct read_error *err);

#endif
