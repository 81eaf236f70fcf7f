/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <stdlib.h>
#include <string.h>

#include "facts/files.h"
#include "facts/socs.h"
#include "facts/supplier_build.h"
#include "yaml/store.h"

/* Drivers of a set while files are laid over them. */
struct stack {
	struct iop_driver *drivers;
	bool *fresh;		/* came from this directory */
	size_t count;
};

/* Mainline's, and vendors'. */
struct stacks {
	struct stack ours, vendors;
};

static int fill(struct facts_set *set, struct stack *s, const struct iop_driver *base,
		size_t count, size_t files)
{
	size_t room = files + count;

	s->drivers = store_alloc(&set->store, room * sizeof(*s->drivers));
	s->fresh = store_alloc(&set->store, room * sizeof(*s->fresh));
	if (!s->drivers || !s->fresh)
		return READ_IO;
	s->count = count;
	if (count)
		memcpy(s->drivers, base, count * sizeof(*s->drivers));
	return READ_OK;
}

static int start(struct facts_set *set, const struct iop_facts *base,
		 size_t files, struct stacks *s)
{
	if (base)
		set->facts = *base;
	if (fill(set, &s->ours, set->facts.drivers, set->facts.count, files))
		return READ_IO;
	return fill(set, &s->vendors, set->facts.vendors, set->facts.n_vendors, files);
}

static bool is_same(const struct iop_driver *a, const struct iop_driver *b)
{
	return !strcmp(a->name, b->name) &&
	       (!a->vendor || !strcmp(a->vendor, b->vendor));
}

static int place(struct facts_set *set, struct stacks *both, const char *path,
		 const struct facts_parsed *p, struct read_error *err)
{
	struct stack *s = p->driver.vendor ? &both->vendors : &both->ours;
	size_t i;

	if (!strcmp(p->driver.name, "suppliers")) {
		set->suppliers = p->driver;
		return READ_OK;
	}
	for (i = 0; i < s->count; i++)
		if (is_same(&p->driver, &s->drivers[i]))
			break;
	if (i < s->count && s->fresh[i]) {
		read_fail(err, path, "another file already describes this driver");
		err->line = p->line;
		err->column = p->column;
		return READ_BAD;
	}
	s->drivers[i] = p->driver;
	s->fresh[i] = true;
	if (i == s->count)
		s->count++;
	if (!p->driver.vendor && !strcmp(p->driver.name, "linux")) {
		set->facts.oldest = p->oldest;
		set->facts.newest = p->newest;
	}
	return READ_OK;
}

static int add_file(struct facts_set *set, struct stacks *s, const char *path,
		    struct read_error *err)
{
	struct facts_parsed parsed;
	char *text;
	size_t size;
	int rc = yaml_read_text(path, &text, &size, err);

	if (rc)
		return rc;
	rc = facts_parse(set, path, text, size, &parsed, err);
	free(text);
	return rc ? rc : place(set, s, path, &parsed, err);
}

static int load(struct facts_set *set, const struct iop_facts *base,
		const char *dir, struct read_error *err)
{
	struct fact_files files;
	struct stacks s = { { 0 }, { 0 } };
	size_t i;
	int rc = files_list(set, dir, &files, err);

	if (!rc && start(set, base, files.count, &s))
		rc = read_fail(err, dir, "out of memory");
	for (i = 0; !rc && i < files.count; i++)
		rc = add_file(set, &s, files.paths[i], err);
	if (rc)
		return rc;
	if (!s.ours.count || strcmp(s.ours.drivers[0].name, "linux")) {
		read_fail(err, dir, "no driver 'linux' in linux.yaml");
		return READ_BAD;
	}
	if (set->suppliers.name)
		rc = supplier_build(&set->store, &set->suppliers, &set->facts.suppliers);
	if (rc)
		return read_fail(err, dir, rc == READ_IO ? "out of memory" :
				 "suppliers.yaml has too many versions or symbols"), rc;
	set->facts.drivers = s.ours.drivers;
	set->facts.count = (uint16_t)s.ours.count;
	set->facts.vendors = s.vendors.drivers;
	set->facts.n_vendors = (uint16_t)s.vendors.count;
	return socs_load(set, dir, err);
}

int facts_overlay(struct facts_set *out, const struct iop_facts *base,
		  const char *dir, struct read_error *err)
{
	int rc;

	memset(out, 0, sizeof(*out));
	memset(err, 0, sizeof(*err));
	rc = load(out, base, dir, err);
	if (rc)
		facts_free(out);
	return rc;
}

int facts_load(struct facts_set *out, const char *dir,
	       struct read_error *err)
{
	return facts_overlay(out, NULL, dir, err);
}

void facts_free(struct facts_set *set)
{
	store_free(&set->store);
	memset(set, 0, sizeof(*set));
}
