/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The top level of a policy file. */
#include <stdlib.h>
#include <string.h>

#include "policy/fields.h"
#include "policy/file.h"

/* The rules while they are read. */
struct draft {
	struct reader r;
	struct vec iommus, devices;
};

static int read_version(struct reader *r, const struct scalar *key, void *into)
{
	struct scalar s = { 0 };
	uint64_t n = 0;
	int rc = cursor_value(&r->c, &s);

	(void)into;
	if (!rc)
		rc = scalar_number(&r->c, &s, &n);
	if (!rc && n != IOP_POLICY_VERSION)
		rc = scalar_fail(&r->c, &s, "%s %s is not supported: only %d is",
				 key->text, s.text, IOP_POLICY_VERSION);
	return rc;
}

static int read_default(struct reader *r, const struct scalar *key, void *into)
{
	static const char *const words[] = { "strict", "lazy", "identity", "kernel" };
	static const uint8_t types[] = {
		IOP_TYPE_STRICT, IOP_TYPE_LAZY, IOP_TYPE_IDENTITY, IOP_TYPE_KERNEL,
	};
	struct scalar s = { 0 };
	uint8_t which = 0;
	int rc = cursor_value(&r->c, &s);

	(void)into;
	if (!rc)
		rc = word_find(r, key->text, &s, words, 4, &which);
	r->policy->fallback = types[which];
	r->policy->default_at = (struct iop_at){ s.line, s.column };
	return rc;
}

static int read_mechanism(struct reader *r, void *into)
{
	struct scalar s = { 0 };
	uint8_t mechanism = 0;
	int rc = cursor_scalar(&r->c, &s);

	(void)into;
	if (!rc)
		rc = word_find(r, "allow", &s, iop_mechanism_words, IOP_MECHANISM_COUNT,
			       &mechanism);
	if (!rc)
		r->policy->allow |= (uint8_t)(1u << mechanism);
	return rc;
}

static int read_allow(struct reader *r, const struct scalar *key, void *into)
{
	(void)key;
	r->policy->allow = 0;
	return fields_list(r, "a list of cmdline, runtime, tree", read_mechanism, into);
}

static int read_edit(struct reader *r, void *into)
{
	struct scalar s = { 0 };
	uint8_t edit = 0;
	int rc = cursor_scalar(&r->c, &s);

	(void)into;
	if (!rc)
		rc = word_find(r, "edits", &s, iop_asked_words, IOP_ASKED_COUNT, &edit);
	if (!rc)
		r->policy->asked |= (uint8_t)(1u << edit);
	return rc;
}

static int read_edits(struct reader *r, const struct scalar *key, void *into)
{
	(void)key;
	return fields_list(r, "a list of edits", read_edit, into);
}

static int read_bootargs(struct reader *r, const struct scalar *key, void *into)
{
	struct scalar s = { 0 };
	uint64_t value = 0;
	int rc = cursor_value(&r->c, &s);

	(void)key;
	(void)into;
	if (!rc)
		rc = scalar_flag(&r->c, &s, &value);
	r->policy->bootargs = value;
	return rc;
}

static int read_iommus(struct reader *r, const struct scalar *key, void *into)
{
	(void)key;
	return fields_list(r, "a list of rules", iommu_rule_read,
			   &((struct draft *)into)->iommus);
}

static int read_devices(struct reader *r, const struct scalar *key, void *into)
{
	(void)key;
	return fields_list(r, "a list of rules", device_rule_read,
			   &((struct draft *)into)->devices);
}

static int step(struct cursor *c, yaml_event_type_t type, const char *what)
{
	int rc = cursor_next(c);

	return rc ? rc : cursor_expect(c, type, what);
}

static int read_document(struct draft *d)
{
	static const struct policy_field fields[] = {
		{ "version", read_version, true },
		{ "default", read_default, false },
		{ "allow", read_allow, false },
		{ "bootargs", read_bootargs, false },
		{ "edits", read_edits, false },
		{ "iommus", read_iommus, false },
		{ "devices", read_devices, false },
		{ NULL, NULL, false },
	};
	struct cursor *c = &d->r.c;
	struct iop_at at;
	int rc = step(c, YAML_STREAM_START_EVENT, "a file");

	if (!rc)
		rc = step(c, YAML_DOCUMENT_START_EVENT, "a mapping: a policy");
	if (!rc)
		rc = cursor_next(c);
	if (!rc)
		rc = fields_read(&d->r, fields, "a policy", d, NULL, &at);
	if (!rc)
		rc = step(c, YAML_DOCUMENT_END_EVENT, "the end of the policy");
	return rc ? rc : step(c, YAML_STREAM_END_EVENT, "nothing after the policy");
}

static int finish(struct draft *d)
{
	struct iop_policy *p = d->r.policy;

	p->iommus = vec_keep(&d->iommus, sizeof(*p->iommus), d->r.c.store);
	p->devices = vec_keep(&d->devices, sizeof(*p->devices), d->r.c.store);
	p->n_iommus = (uint16_t)d->iommus.count;
	p->n_devices = (uint16_t)d->devices.count;
	if ((p->n_iommus && !p->iommus) || (p->n_devices && !p->devices))
		return cursor_no_memory(&d->r.c);
	if (p->bootargs && !(p->allow & IOP_ALLOW(TREE)))
		return cursor_fail(&d->r.c, 1, 1, "'bootargs: true' needs tree "
				   "in 'allow'");
	if (p->asked && !(p->allow & IOP_ALLOW(TREE)))
		return cursor_fail(&d->r.c, 1, 1, "'edits' needs tree in 'allow'");
	return READ_OK;
}

int policy_parse(struct policy_file *f, const char *name, const char *text,
		 size_t size, struct read_error *err)
{
	struct draft d = {
		.r = { .c = { .store = &f->store, .err = err },
		       .policy = &f->policy },
	};
	int rc;

	memset(err, 0, sizeof(*err));
	strncpy(err->file, name, sizeof(err->file) - 1);
	f->name = name;
	f->policy.fallback = IOP_TYPE_KERNEL;
	f->policy.allow = IOP_ALLOW(CMDLINE);
	rc = cursor_open(&d.r.c, text, size);
	if (rc)
		return rc;
	rc = read_document(&d);
	if (!rc)
		rc = finish(&d);
	cursor_close(&d.r.c);
	free(d.iommus.data);
	free(d.devices.data);
	return rc;
}

int policy_open(struct policy_file *f, const char *name, struct read_error *err)
{
	char *text;
	size_t size;
	int rc;

	memset(f, 0, sizeof(*f));
	memset(err, 0, sizeof(*err));
	rc = yaml_read_text(name, &text, &size, err);
	if (rc)
		return rc;
	rc = policy_parse(f, name, text, size, err);
	free(text);
	return rc;
}

void policy_close(struct policy_file *f)
{
	store_free(&f->store);
}
