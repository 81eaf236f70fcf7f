/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "config/modules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "input/block.h"
#include "input/tree_check.h"

/* What is among them, by driver and by row of the suppliers. */
struct found {
	const struct iop_facts *facts;
	bool *drivers, *rows;
};

static uint32_t n_rows(const struct iop_facts *facts)
{
	return facts->suppliers ? facts->suppliers->n_rows : 0;
}

/* "qcom,gcc-sm8250" of "alias of:N*T*Cqcom,gcc-sm8250C* gcc_sm8250" */
static bool compatible_of(const char *at, size_t n, char *name, size_t size)
{
	static const char start[] = "alias of:N";
	const char *end = at + n, *from;
	size_t len = 0;

	if (n < sizeof(start) - 1 || memcmp(at, start, sizeof(start) - 1))
		return false;
	from = memchr(at + sizeof(start) - 1, 'T', (size_t)(end - at) - (sizeof(start) - 1));
	from = from ? memchr(from, 'C', (size_t)(end - from)) : NULL;
	if (!from)
		return false;
	for (from++; from < end && *from != ' ' && len < size - 1; from++)
		name[len++] = *from;
	if (from == end || *from != ' ')
		return false;
	name[len] = 0;
	if (len > 2 && !strcmp(name + len - 2, "C*"))
		name[len - 2] = 0;
	return true;
}

static void take_alias(struct found *f, const char *at, size_t n)
{
	const struct iop_supplier_table *t = f->facts->suppliers;
	char name[128];

	if (!compatible_of(at, n, name, sizeof(name)))
		return;
	for (uint16_t d = 0; d < f->facts->count; d++)
		for (uint16_t i = 0; i < f->facts->drivers[d].n_compats; i++)
			f->drivers[d] |= !strcmp(f->facts->drivers[d].compats[i].name, name);
	for (uint32_t row = t ? iop_supplier_first(t, name) : 0;
	     t && row < t->n_rows && !strcmp(t->names + t->rows[row].compatible, name); row++)
		f->rows[row] = true;
}

static bool same_char(char a, char b)
{
	return a == b || ((a == '-' || a == '_') && (b == '-' || b == '_'));
}

/* "kernel/drivers/iommu/arm/arm-smmu/arm_smmu.ko.xz: ..." is arm-smmu */
static bool is_module(const char *at, size_t n, const char *driver)
{
	size_t len = strlen(driver), k = 0;
	const char *end = memchr(at, ':', n);

	end = end ? end : at + n;
	for (const char *p = at; p < end; p++)
		if (*p == '/')
			at = p + 1;
	if ((size_t)(end - at) < len + 3 || memcmp(at + len, ".ko", 3))
		return false;
	while (k < len && same_char(at[k], driver[k]))
		k++;
	return k == len;
}

static void take_file(struct found *f, const char *at, size_t n)
{
	for (uint16_t d = 0; d < f->facts->count; d++)
		f->drivers[d] |= is_module(at, n, f->facts->drivers[d].name);
}

/* depmod writes one for a kernel without modules. */
static bool is_empty(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode) && !st.st_size;
}

static int read_lines(struct found *f, const char *dir, const char *name,
		      void (*take)(struct found *f, const char *at, size_t n), struct out *diag)
{
	struct block text = { .base = NULL };
	size_t size = strlen(dir) + strlen(name) + 2;
	char *path = malloc(size);
	const char *at, *end;
	int status = EXIT_OK;

	if (!path)
		return check_say(diag, dir, "out of memory", EXIT_IO);
	snprintf(path, size, "%s/%s", dir, name);
	if (!is_empty(path))
		status = check_read(&text, path, diag);
	free(path);
	at = (const char *)text.base;
	end = at ? at + text.used : NULL;
	while (!status && at && at < end) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));

		take(f, at, (size_t)((eol ? eol : end) - at));
		at = eol ? eol + 1 : end;
	}
	block_drop(&text);
	return status;
}

static bool all_built(struct config *c, const struct iop_facts *facts)
{
	if (c->built)
		return true;
	c->built = malloc(facts->count + 1u);
	c->suppliers = malloc(n_rows(facts) + 1u);
	if (!c->built || !c->suppliers)
		return false;
	memset(c->built, IOP_CONFIG_YES, facts->count);
	memset(c->suppliers, IOP_CONFIG_YES, n_rows(facts));
	c->supposed = true;
	return true;
}

/* What has no alias of its compatible may be there all the same. */
static void correct(struct config *c, const struct found *f)
{
	for (uint16_t d = 0; d < f->facts->count; d++)
		if (f->drivers[d] && (c->supposed || c->built[d] != IOP_CONFIG_YES))
			c->built[d] = IOP_CONFIG_MODULE;
		else if (c->built[d] == IOP_CONFIG_MODULE)
			c->built[d] = IOP_CONFIG_NO;
	for (uint32_t n = 0; n < n_rows(f->facts); n++)
		if (f->rows[n] && (c->supposed || c->suppliers[n] != IOP_CONFIG_YES))
			c->suppliers[n] = IOP_CONFIG_MODULE;
		else if (c->suppliers[n] == IOP_CONFIG_MODULE &&
			 f->facts->suppliers->rows[n].flags & IOP_SUPPLIER_ALIAS)
			c->suppliers[n] = IOP_CONFIG_NO;
}

int modules_apply(struct config *c, const struct iop_facts *facts, const char *dir,
		  struct out *diag)
{
	struct found f = { .facts = facts };
	int status = EXIT_OK;

	f.drivers = calloc(facts->count + 1u, sizeof(*f.drivers));
	f.rows = calloc(n_rows(facts) + 1u, sizeof(*f.rows));
	if (!f.drivers || !f.rows || !all_built(c, facts))
		status = check_say(diag, dir, "out of memory", EXIT_IO);
	if (!status)
		status = read_lines(&f, dir, "modules.alias", take_alias, diag);
	if (!status)
		status = read_lines(&f, dir, "modules.dep", take_file, diag);
	if (!status)
		correct(c, &f);
	free(f.drivers);
	free(f.rows);
	return status == EXIT_TREE ? EXIT_USAGE : status;
}
