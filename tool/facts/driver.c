/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The top level of a fact file. */
#include <stdlib.h>
#include <string.h>

#include "facts/item_order.h"
#include "facts/load.h"
#include "facts/section.h"
#include "facts/value.h"

/* What may stand there besides the sections. */
enum head { DRIVER, VENDOR, TITLE, KCONFIG, OLDEST, NEWEST, HEAD_COUNT };
static const char *const head_names[HEAD_COUNT] = {
	"driver", "vendor", "title", "kconfig", "oldest", "newest",
};

struct file {
	struct cursor c;
	struct draft draft;
	struct scalar head[HEAD_COUNT];
	struct facts_parsed *out;
	unsigned int seen;	/* bits of sections, then arch and legacy */
};

#define SEEN_ARCH (1u << 30)
#define SEEN_LEGACY (1u << 31)

static int read_arch(struct file *f)
{
	struct scalar s;
	bool more;
	int rc = cursor_next(&f->c);

	if (!rc)
		rc = cursor_expect(&f->c, YAML_SEQUENCE_START_EVENT,
				   "a list of architectures");
	while (!rc && !(rc = cursor_item(&f->c, &more)) && more) {
		rc = cursor_scalar(&f->c, &s);
		if (rc)
			return rc;
		if (!strcmp(s.text, "arm"))
			f->out->driver.arches |= IOP_ARCH_ARM;
		else if (!strcmp(s.text, "arm64"))
			f->out->driver.arches |= IOP_ARCH_ARM64;
		else if (!strcmp(s.text, "riscv"))
			f->out->driver.arches |= IOP_ARCH_OTHER;
		else
			rc = scalar_fail(&f->c, &s,
					 "unknown architecture '%s'", s.text);
	}
	return rc;
}

static int read_legacy(struct file *f)
{
	struct facts_row row;
	int rc = cursor_next(&f->c);

	if (!rc)
		rc = row_read(&f->c, 0, ROW_BIT(KCONFIG), &row);
	if (rc)
		return rc;
	f->out->driver.legacy_kconfig = row.field[ROW_KCONFIG].text;
	f->out->driver.legacy_when = row.spans[0];
	return READ_OK;
}

static int read_part(struct file *f, const struct scalar *key,
		     unsigned int bit, int (*read)(struct file *))
{
	if (f->seen & bit)
		return scalar_fail(&f->c, key, "'%s' is given twice",
				   key->text);
	f->seen |= bit;
	return read(f);
}

static int read_section(struct file *f, const struct scalar *key)
{
	const struct facts_section *s = facts_sections;

	while (s->name && strcmp(s->name, key->text))
		s++;
	if (!s->name)
		return scalar_fail(&f->c, key, "unknown key '%s'", key->text);
	if (f->seen & 1u << (s - facts_sections))
		return scalar_fail(&f->c, key, "'%s' is given twice",
				   key->text);
	f->seen |= 1u << (s - facts_sections);
	return section_read(&f->c, &f->draft, s);
}

static int read_key(struct file *f, const struct scalar *key)
{
	unsigned int i;

	for (i = 0; i < HEAD_COUNT; i++) {
		if (strcmp(head_names[i], key->text))
			continue;
		if (f->head[i].text)
			return scalar_fail(&f->c, key, "'%s' is given twice",
					   key->text);
		return cursor_value(&f->c, &f->head[i]);
	}
	if (!strcmp(key->text, "arch"))
		return read_part(f, key, SEEN_ARCH, read_arch);
	if (!strcmp(key->text, "legacy"))
		return read_part(f, key, SEEN_LEGACY, read_legacy);
	return read_section(f, key);
}

static int read_document(struct file *f)
{
	static const yaml_event_type_t opening[] = {
		YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT,
		YAML_MAPPING_START_EVENT,
	};
	static const yaml_event_type_t closing[] = {
		YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT,
	};
	struct scalar key;
	unsigned int i;
	int rc = READ_OK;

	for (i = 0; i < 3 && !rc; i++) {
		rc = cursor_next(&f->c);
		if (!rc)
			rc = cursor_expect(&f->c, opening[i], "a mapping");
	}
	while (!rc && !(rc = cursor_key(&f->c, &key)) && key.text)
		rc = read_key(f, &key);
	for (i = 0; i < 2 && !rc; i++) {
		rc = cursor_next(&f->c);
		if (!rc)
			rc = cursor_expect(&f->c, closing[i],
					   "the end of the file");
	}
	return rc;
}

static int check_name(struct file *f, enum head which, const char *wrong)
{
	const struct scalar *s = &f->head[which];

	if (s->text && (!*s->text || s->text[strspn(s->text, "abcdefghijklmnopqrstuvwxyz0123456789-_")]))
		return scalar_fail(&f->c, s, wrong, s->text);
	return READ_OK;
}

/* Only the kernel's own file says which versions all facts cover. */
static int check_covers(struct file *f, bool is_linux)
{
	struct facts_parsed *out = f->out;
	const struct scalar *oldest = &f->head[OLDEST];
	const struct scalar *newest = &f->head[NEWEST];
	int rc;

	if (!is_linux && oldest->text)
		return scalar_fail(&f->c, oldest, "only the driver 'linux' has this key");
	if (!is_linux && newest->text)
		return scalar_fail(&f->c, newest, "only the driver 'linux' has this key");
	if (!is_linux)
		return READ_OK;
	if (!oldest->text || !newest->text)
		return cursor_fail(&f->c, 1, 1, "missing '%s'",
				   oldest->text ? "newest" : "oldest");
	rc = value_version(&f->c, oldest, 0, &out->oldest);
	if (!rc)
		rc = value_version(&f->c, newest, IOP_VERSION_PATCH_ANY,
				   &out->newest);
	if (!rc && out->oldest >= out->newest)
		rc = scalar_fail(&f->c, newest, "newest is older than oldest");
	return rc;
}

static int check_head(struct file *f)
{
	const char *name = f->head[DRIVER].text;
	bool is_linux = name && !strcmp(name, "linux");
	bool binds = !is_linux && name && strcmp(name, "pci") && strcmp(name, "suppliers") &&
		     strcmp(name, "readers") && strcmp(name, "tegra-mc") && !f->head[VENDOR].text;
	const char *missing = NULL;

	if (!name || !*name)
		missing = "driver";
	else if (!f->head[TITLE].text || !*f->head[TITLE].text)
		missing = "title";
	else if (!f->out->driver.arches)
		missing = "arch";
	else if (!f->draft.compats.count && binds)
		missing = "compatibles";
	if (missing)
		return cursor_fail(&f->c, 1, 1, "missing '%s'", missing);
	if (check_name(f, DRIVER, "'%s' is not a valid driver name") ||
	    check_name(f, VENDOR, "'%s' is not a valid vendor name"))
		return READ_BAD;
	return check_covers(f, is_linux && !f->head[VENDOR].text);
}

/* The rows of one kind; complains once where there is no memory for them. */
static const void *keep(struct file *f, const struct vec *v, size_t elem,
			uint16_t *count, int *rc)
{
	const void *array = vec_keep(v, elem, f->c.store);

	*count = (uint16_t)v->count;
	if (v->count && !array)
		*rc = cursor_no_memory(&f->c);
	return array;
}

static int finish(struct file *f)
{
	struct iop_driver *d = &f->out->driver;
	const struct draft *r = &f->draft;
	int rc = READ_OK;

	d->name = f->head[DRIVER].text;
	d->vendor = f->head[VENDOR].text;
	d->title = f->head[TITLE].text;
	d->kconfig = f->head[KCONFIG].text ? f->head[KCONFIG].text : "";
	if (!d->legacy_kconfig)
		d->legacy_kconfig = "";
	f->out->line = f->head[DRIVER].line;
	f->out->column = f->head[DRIVER].column;
	d->compats = keep(f, &r->compats, sizeof(*d->compats), &d->n_compats,
			  &rc);
	d->facts = keep(f, &r->facts, sizeof(*d->facts), &d->n_facts, &rc);
	if (!facts_order_items(r->items.data, r->items.count))
		rc = cursor_no_memory(&f->c);
	d->items = keep(f, &r->items, sizeof(*d->items), &d->n_items, &rc);
	d->rows = keep(f, &r->rows, sizeof(*d->rows), &d->n_rows, &rc);
	d->params = keep(f, &r->params, sizeof(*d->params), &d->n_params, &rc);
	d->behaviours = keep(f, &r->behaviours, sizeof(*d->behaviours), &d->n_behaviours, &rc);
	return rc;
}

int facts_parse(struct facts_set *set, const char *name, const char *text,
		size_t size, struct facts_parsed *out,
		struct read_error *err)
{
	struct file f = { .c = { .store = &set->store, .err = err }, .out = out };
	size_t room = sizeof(err->file) - 1;
	int rc;

	memset(err, 0, sizeof(*err));
	memset(out, 0, sizeof(*out));
	strncpy(err->file, name, room);
	rc = cursor_open(&f.c, text, size);
	if (rc)
		return rc;
	rc = read_document(&f);
	if (!rc)
		rc = check_head(&f);
	if (!rc)
		rc = finish(&f);
	cursor_close(&f.c);
	free(f.draft.compats.data);
	free(f.draft.facts.data);
	free(f.draft.items.data);
	free(f.draft.rows.data);
	free(f.draft.params.data);
	free(f.draft.behaviours.data);
	return rc;
}
