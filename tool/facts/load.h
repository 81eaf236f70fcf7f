/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Fact files (YAML, schemas/README.md) as the tables of facts/facts.h.
 *
 * A directory of facts is every regular *.yaml file in it and in its
 * subdirectory drivers/, read in the order of their names with linux.yaml
 * first. Input is hostile: whatever a file says, the answer is tables that
 * keep the promises of facts.h, or an error with its place.
 */
#ifndef FACTS_LOAD_H
#define FACTS_LOAD_H

#include <stddef.h>

#include "facts/facts.h"

enum {
	FACTS_OK = 0,
	FACTS_BAD = -1,		/* a file says something it may not */
	FACTS_IO = -2,		/* a file cannot be read, or no memory */
};

/* The first thing that was wrong. @line 0: the file or directory as such. */
struct facts_error {
	char file[512];		/* cut where longer */
	unsigned int line, column;	/* from 1, as an editor counts */
	char message[200];
};

/*
 * Loaded facts and what they stand in. Drivers taken over from a base stay
 * the base's: it has to outlive the set.
 */
struct facts_set {
	struct iop_facts facts;
	struct facts_chunk *chunks;
};

/*
 * facts_load - read the facts below @dir, which have to have a driver "linux"
 *
 * returns: FACTS_OK, and @out to be freed with facts_free(); FACTS_BAD or
 * FACTS_IO, with @err filled and nothing to free.
 */
int facts_load(struct facts_set *out, const char *dir,
	       struct facts_error *err);

/*
 * facts_overlay - @base with the facts below @dir over it
 *
 * A file whose driver is in @base replaces it there; any other is added at
 * the end. Returns like facts_load(); a directory without a file is FACTS_BAD.
 */
int facts_overlay(struct facts_set *out, const struct iop_facts *base,
		  const char *dir, struct facts_error *err);

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
 * returns: FACTS_OK, FACTS_BAD or FACTS_IO (no memory).
 */
int facts_parse(struct facts_set *set, const char *name, const char *text,
		size_t size, struct facts_parsed *out,
		struct facts_error *err);

#endif
