// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The keys of .iommuplan.yaml. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "lint/settings.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "input/depends.h"
#include "input/input.h"
#include "policy/fields.h"
#include "text/did_you_mean.h"

struct draft {
	struct reader r;
	struct settings *s;
	struct vec rules, ignores, streams;
};

/* A date's text orders as the date does. */
static bool is_date(const char *text)
{
	static const char shape[] = "0000-00-00";
	unsigned int i;

	for (i = 0; i < sizeof(shape); i++)
		if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' :
				      text[i] != shape[i])
			return false;
	i = (unsigned int)atoi(text + 5);
	return i >= 1 && i <= 12 && atoi(text + 8) >= 1 && atoi(text + 8) <= 31;
}

static int read_ignore_key(struct draft *d, const struct scalar *key,
			   struct ignore *i)
{
	const struct { const char *name, **to; } keys[] = {
		{ "rule", &i->rule }, { "node", &i->node },
		{ "board", &i->board }, { "reason", &i->reason },
		{ "until", &i->until },
	};
	struct scalar s = { 0 };
	int rc;

	for (unsigned int k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		if (strcmp(keys[k].name, key->text))
			continue;
		if (*keys[k].to)
			return scalar_fail(&d->r.c, key, "'%s' is given twice", key->text);
		rc = cursor_value(&d->r.c, &s);
		*keys[k].to = s.text;
		if (!rc && !*s.text)
			return scalar_fail(&d->r.c, &s, "'%s' is empty", key->text);
		if (!rc && keys[k].to == &i->until && !is_date(s.text))
			return scalar_fail(&d->r.c, &s, "'%.40s' is not a date, YYYY-MM-DD",
					   s.text);
		return rc;
	}
	return scalar_fail(&d->r.c, key, "'%.40s' is not a key of an ignore: rule, node, "
			   "board, reason, until are", key->text);
}

static int read_ignore(struct draft *d)
{
	struct ignore *i = vec_push(&d->ignores, sizeof(*i));
	struct scalar key = { 0 };
	int rc;

	if (!i)
		return cursor_no_memory(&d->r.c);
	i->line = (unsigned int)d->r.c.event.start_mark.line + 1;
	i->column = (unsigned int)d->r.c.event.start_mark.column + 1;
	rc = cursor_expect(&d->r.c, YAML_MAPPING_START_EVENT, "a mapping: an ignore");
	while (!rc && !(rc = cursor_key(&d->r.c, &key)) && key.text)
		rc = read_ignore_key(d, &key, i);
	if (!rc && !i->rule)
		rc = cursor_fail(&d->r.c, i->line, i->column, "an ignore needs a 'rule'");
	if (!rc && !i->reason)
		rc = cursor_fail(&d->r.c, i->line, i->column, "an ignore needs a 'reason'");
	return rc;
}

static int read_ignores(struct draft *d)
{
	bool more;
	int rc = cursor_next(&d->r.c);

	if (!rc)
		rc = cursor_expect(&d->r.c, YAML_SEQUENCE_START_EVENT, "a list");
	while (!rc && !(rc = cursor_item(&d->r.c, &more)) && more)
		rc = read_ignore(d);
	return rc;
}

static int read_rules(struct draft *d)
{
	struct scalar key = { 0 }, s = { 0 };
	int rc = cursor_next(&d->r.c);

	if (!rc)
		rc = cursor_expect(&d->r.c, YAML_MAPPING_START_EVENT,
				   "a mapping: rules and severities");
	while (!rc && !(rc = cursor_key(&d->r.c, &key)) && key.text) {
		struct rule_setting *r = vec_push(&d->rules, sizeof(*r));

		if (!r)
			return cursor_no_memory(&d->r.c);
		rc = cursor_value(&d->r.c, &s);
		if (!rc && !scalar_among("error warning note off", s.text))
			rc = scalar_fail(&d->r.c, &s, "%.60s cannot be '%.40s': one of "
					 "error, warning, note, off", key.text, s.text);
		*r = (struct rule_setting){ key.text, s.text, key.line, key.column };
	}
	return rc;
}

static int read_version(struct draft *d)
{
	struct scalar s = { 0 };
	int rc = cursor_value(&d->r.c, &s);

	if (!rc && strcmp(s.text, "1"))
		rc = scalar_fail(&d->r.c, &s, "version %.20s is not supported: only 1 is", s.text);
	return rc;
}

static int read_kernels(struct draft *d)
{
	struct options o = { .kernel = NULL };
	struct scalar s = { 0 };
	const char *wrong;
	int rc = cursor_value(&d->r.c, &s);

	if (rc)
		return rc;
	wrong = options_kernel(&o, s.text);
	d->s->kernels = s.text;
	return wrong ? scalar_fail(&d->r.c, &s, "'%.40s' %s", s.text, wrong) : READ_OK;
}

static int read_streams(struct draft *d)
{
	return fields_list(&d->r, "a list of rules for streams", stream_rule_read, &d->streams);
}

static int read_top(struct draft *d)
{
	static const struct { const char *name; int (*read)(struct draft *d); } keys[] = {
		{ "version", read_version }, { "kernels", read_kernels },
		{ "rules", read_rules }, { "ignore", read_ignores },
		{ "streams", read_streams },
	};
	enum { KEYS = sizeof(keys) / sizeof(keys[0]) };
	struct scalar key = { 0 };
	char hint[NEAREST_HINT];
	struct nearest near;
	unsigned int k, seen = 0;
	int rc = READ_OK;

	while (!rc && !(rc = cursor_key(&d->r.c, &key)) && key.text) {
		for (k = 0; k < KEYS && strcmp(keys[k].name, key.text); k++)
			;
		if (k == KEYS) {
			nearest_begin(&near, key.text);
			for (k = 0; k < KEYS; k++)
				nearest_offer(&near, keys[k].name);
			return scalar_fail(&d->r.c, &key, "'%.40s' is not a key here: one of version, "
					   "kernels, rules, ignore, streams%s", key.text,
					   nearest_hint(&near, hint));
		}
		if (seen & 1u << k)
			return scalar_fail(&d->r.c, &key, "'%s' is given twice", key.text);
		seen |= 1u << k;
		rc = keys[k].read(d);
	}
	return rc;
}

/* A file with nothing but comments is as good as none. */
static int read_document(struct draft *d)
{
	int rc = cursor_next(&d->r.c);

	if (!rc)
		rc = cursor_next(&d->r.c);
	if (rc || d->r.c.event.type == YAML_STREAM_END_EVENT)
		return rc;
	rc = cursor_next(&d->r.c);
	if (!rc)
		rc = cursor_expect(&d->r.c, YAML_MAPPING_START_EVENT, "a mapping: settings");
	if (!rc)
		rc = read_top(d);
	if (!rc)
		rc = cursor_next(&d->r.c);
	if (!rc)
		rc = cursor_next(&d->r.c);
	return rc ? rc : cursor_expect(&d->r.c, YAML_STREAM_END_EVENT,
				       "nothing after the settings");
}

static int keep(struct draft *d)
{
	struct settings *s = d->s;

	s->rules = vec_keep(&d->rules, sizeof(*s->rules), &s->store);
	s->ignores = vec_keep(&d->ignores, sizeof(*s->ignores), &s->store);
	s->n_rules = (unsigned int)d->rules.count;
	s->n_ignores = (unsigned int)d->ignores.count;
	s->policy.iommus = vec_keep(&d->streams, sizeof(*s->policy.iommus), &s->store);
	s->policy.n_iommus = (uint16_t)d->streams.count;
	s->seen = mmap(NULL, s->n_ignores + 1, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (s->seen == MAP_FAILED)
		s->seen = NULL;
	return s->seen && (s->rules || !s->n_rules) && (s->ignores || !s->n_ignores) &&
	       (s->policy.iommus || !s->policy.n_iommus) ? READ_OK : cursor_no_memory(&d->r.c);
}

int settings_parse(struct settings *s, const char *text, size_t size,
		   struct read_error *err)
{
	struct draft d = {
		.r = { .c = { .store = &s->store, .err = err, .any_text = true },
		       .policy = &s->policy },
		.s = s,
	};
	int rc = cursor_open(&d.r.c, text, size);

	if (rc)
		return rc;
	rc = read_document(&d);
	if (!rc)
		rc = keep(&d);
	cursor_close(&d.r.c);
	free(d.rules.data);
	free(d.ignores.data);
	free(d.streams.data);
	return rc;
}

int settings_open(struct settings *s, const struct options *o, struct out *diag)
{
	struct read_error err = { .line = 0 };
	char *text = NULL;
	size_t size;
	int rc;

	memset(s, 0, sizeof(*s));
	s->file = o->config ? strdup(o->config) : o->no_config ? NULL : settings_find();
	if (!s->file)
		return EXIT_OK;
	depends_add(s->file);
	rc = yaml_read_text(s->file, &text, &size, &err);
	if (!rc)
		rc = settings_parse(s, text, size, &err);
	free(text);
	if (!rc)
		return EXIT_OK;
	input_diag_at(diag, s->file, err.line, err.column);
	out_term(diag, err.message);
	input_diag_end(diag);
	/* A wrong name is the user's mistake. */
	return rc == READ_IO && !access(s->file, F_OK) ? EXIT_IO : EXIT_USAGE;
}

void settings_close(struct settings *s)
{
	if (s->seen)
		munmap(s->seen, s->n_ignores + 1);
	free(s->file);
	store_free(&s->store);
	memset(s, 0, sizeof(*s));
}
