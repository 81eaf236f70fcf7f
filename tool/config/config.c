/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "config/config.h"

#include <stdlib.h>
#include <string.h>

#include "input/container/container.h"
#include "input/kernel_image.h"
#include "input/tree_check.h"
#include "input/decompress.h"

#define CONFIG_MAX ((size_t)16 << 20)

/* A line's symbol and what is assigned to it; "is not set" is an 'n'. */
struct assignment {
	const char *name;
	size_t name_len;
	const char *value;
	size_t value_len;
};

static bool starts(const char *at, size_t n, const char *with)
{
	size_t len = strlen(with);

	return n >= len && !memcmp(at, with, len);
}

static bool read_line(const char *at, size_t n, struct assignment *a)
{
	static const char unset[] = " is not set";
	const char *equals;

	if (starts(at, n, "# CONFIG_") && n > sizeof(unset) + 2 &&
	    !memcmp(at + n - (sizeof(unset) - 1), unset, sizeof(unset) - 1)) {
		*a = (struct assignment){ at + 2, n - 2 - (sizeof(unset) - 1),
					  "n", 1 };
		return true;
	}
	equals = starts(at, n, "CONFIG_") ? memchr(at, '=', n) : NULL;
	if (!equals)
		return false;
	a->name = at;
	a->name_len = (size_t)(equals - at);
	a->value = equals + 1;
	a->value_len = n - a->name_len - 1;
	return true;
}

static bool is_named(const struct assignment *a, const char *name)
{
	return strlen(name) == a->name_len && !memcmp(a->name, name, a->name_len);
}

static uint8_t tristate(const struct assignment *a)
{
	if (a->value_len == 1 && *a->value == 'y')
		return IOP_CONFIG_YES;
	if (a->value_len == 1 && *a->value == 'm')
		return IOP_CONFIG_MODULE;
	return IOP_CONFIG_NO;
}

/* Between quotes, in which a backslash stands before another and a quote. */
static void take_cmdline(struct config *c, const struct assignment *a)
{
	size_t from, to = 0;

	for (from = 1; from + 1 < a->value_len && to < sizeof(c->cmdline) - 1; from++) {
		if (a->value[from] == '\\' && from + 2 < a->value_len)
			from++;
		c->cmdline[to++] = a->value[from];
	}
	c->cmdline[to] = 0;
}

static void take_cmdline_use(struct config *c, const struct assignment *a)
{
	if (tristate(a) != IOP_CONFIG_YES)
		return;
	if (is_named(a, "CONFIG_CMDLINE_FORCE"))
		c->cmdline_use = IOP_CMDLINE_FORCE;
	if (is_named(a, "CONFIG_CMDLINE_EXTEND"))
		c->cmdline_use = IOP_CMDLINE_EXTEND;
}

static void take_page(struct config *c, const struct assignment *a)
{
	static const struct { const char *name; uint32_t size; } pages[] = {
		{ "CONFIG_ARM64_4K_PAGES", 4096 },
		{ "CONFIG_ARM64_16K_PAGES", 16384 },
		{ "CONFIG_ARM64_64K_PAGES", 65536 },
	};
	unsigned int i;

	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (is_named(a, pages[i].name) && tristate(a) == IOP_CONFIG_YES)
			c->page_size = pages[i].size;
}

static void take_drivers(struct config *c, const struct iop_facts *facts,
			 const struct assignment *a)
{
	uint16_t d;

	for (d = 0; d < facts->count; d++) {
		const struct iop_driver *driver = &facts->drivers[d];

		if (is_named(a, driver->kconfig))
			c->built[d] = tristate(a);
		if (is_named(a, driver->legacy_kconfig))
			c->legacy_built = tristate(a);
	}
}

/* While it is read, by symbol: rows have more than one, and share them. */
static void take_supplier(const struct iop_facts *facts, uint8_t *symbols,
			  const struct assignment *a)
{
	uint32_t n = facts->suppliers ?
		     iop_supplier_symbol(facts->suppliers, a->name, (uint32_t)a->name_len) : 0;

	if (facts->suppliers && n < facts->suppliers->n_symbols)
		symbols[n] = tristate(a);
}

static void take(struct config *c, const struct iop_facts *facts,
		 const struct assignment *a)
{
	if (is_named(a, "CONFIG_ARM64") && tristate(a) == IOP_CONFIG_YES)
		c->arch = IOP_ARCH_ARM64;
	else if (is_named(a, "CONFIG_ARM") && tristate(a) == IOP_CONFIG_YES)
		c->arch = IOP_ARCH_ARM;
	else if (is_named(a, "CONFIG_IOMMU_DEFAULT_PASSTHROUGH"))
		c->default_passthrough = tristate(a);
	else if (is_named(a, "CONFIG_IOMMU_DEFAULT_DMA_LAZY"))
		c->default_lazy = tristate(a);
	else if (is_named(a, "CONFIG_ARM_SMMU_DISABLE_BYPASS_BY_DEFAULT"))
		c->bypass_disabled = tristate(a);
	else if (is_named(a, "CONFIG_ARM_SMMU_V3_SVA"))
		c->sva = tristate(a);
	else if (is_named(a, "CONFIG_CMDLINE"))
		take_cmdline(c, a);
	else if (starts(a->name, a->name_len, "CONFIG_CMDLINE_"))
		take_cmdline_use(c, a);
	else if (is_named(a, "CONFIG_CC_VERSION_TEXT"))
		c->whole = true;
	else if (starts(a->name, a->name_len, "CONFIG_ARM64_"))
		take_page(c, a);
	take_drivers(c, facts, a);
}

/* "# Linux/arm64 6.12.5 Kernel Configuration" */
static void take_heading(struct config *c, const char *at, size_t n)
{
	char text[64] = "";
	const char *version;

	if (!starts(at, n, "# Linux/"))
		return;
	c->whole = true;
	memcpy(text, at, n < sizeof(text) - 1 ? n : sizeof(text) - 1);
	version = strchr(text + 2, ' ');
	if (version)
		iop_version_parse(version + 1, 0, &c->version);
}

static void not_set(uint8_t *symbol)
{
	if (*symbol == IOP_CONFIG_UNKNOWN)
		*symbol = IOP_CONFIG_NO;
}

/*
 * A symbol that a .config does not mention is as good as not set. Of a
 * defconfig or a fragment, which lists only part, it is not known.
 */
static void finish(struct config *c, const struct iop_facts *facts, const uint8_t *symbols)
{
	const struct iop_supplier_table *t = facts->suppliers;
	uint16_t d;

	for (uint32_t n = 0; t && n < t->n_rows; n++) {
		uint32_t symbol = t->rows[n].symbol;

		c->suppliers[n] = t->names[t->symbols[symbol]] == '-' ? IOP_CONFIG_YES :
				  symbols[symbol];
		if (c->whole)
			not_set(&c->suppliers[n]);
	}

	if (!c->whole)
		return;
	for (d = 0; d < facts->count; d++)
		if (*facts->drivers[d].kconfig)
			not_set(&c->built[d]);
	not_set(&c->legacy_built);
	not_set(&c->default_passthrough);
	not_set(&c->default_lazy);
	not_set(&c->sva);
}

/* returns: false where no line assigns anything. */
static bool read_lines(struct config *c, const struct iop_facts *facts, uint8_t *symbols,
		       const uint8_t *text, size_t size)
{
	const char *at = (const char *)text, *end = at + size;
	bool any = false;

	while (at < end) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((eol ? eol : end) - at);
		struct assignment a;

		if (n && at[n - 1] == '\r')
			n--;
		if (read_line(at, n, &a)) {
			any = true;
			take(c, facts, &a);
			take_supplier(facts, symbols, &a);
		} else {
			take_heading(c, at, n);
		}
		at = eol ? eol + 1 : end;
	}
	return any;
}

int config_parse(struct config *c, const char *file, const struct iop_facts *facts,
		 const uint8_t *text, size_t size, struct out *diag)
{
	const struct iop_supplier_table *t = facts->suppliers;
	uint8_t *symbols = calloc(t ? t->n_symbols + 1u : 1u, 1);
	bool any;

	memset(c, 0, sizeof(*c));
	c->built = calloc(facts->count, 1);
	c->suppliers = calloc(t ? t->n_rows + 1u : 1u, 1);
	if (!c->built || !c->suppliers || !symbols) {
		free(symbols);
		return check_say(diag, file, "out of memory", EXIT_IO);
	}
	any = read_lines(c, facts, symbols, text, size);
	if (any)
		finish(c, facts, symbols);
	free(symbols);
	if (!any)
		return check_say(diag, file, "no kernel configuration (no "
				 "CONFIG_ line in it)", EXIT_USAGE);
	if (!c->arch && c->whole)
		return check_say(diag, file, "neither CONFIG_ARM64 nor "
				 "CONFIG_ARM is set", EXIT_USAGE);
	return EXIT_OK;
}

/* A kernel that was built with CONFIG_IKCONFIG has it inside. */
static int parse_kernel(struct config *c, const char *file, const struct iop_facts *facts,
			const struct block *raw, struct out *diag)
{
	struct kernel_image k = { .packed = NULL };
	size_t budget = kernel_image_budget(raw->used);
	enum kernel_image_result r = kernel_image_read(&k, raw->base, raw->used, &budget);
	int status;

	if (r == KERNEL_IMAGE_NO_MEMORY)
		status = check_say(diag, file, "out of memory", EXIT_IO);
	else if (r == KERNEL_IMAGE_DAMAGED)
		status = check_say(diag, file, "a damaged or truncated kernel image",
				   EXIT_USAGE);
	else if (k.config.used)
		status = config_parse(c, file, facts, k.config.base, k.config.used, diag);
	else
		status = check_say(diag, file, k.packed ? "a kernel image with unsupported "
				   "compression" : "a kernel image without a "
				   "configuration in it (CONFIG_IKCONFIG)", EXIT_USAGE);
	kernel_image_free(&k);
	return status;
}

static bool is_kernel(const uint8_t *data, size_t size)
{
	return container_kind(data, size) != CONTAINER_NONE ||
	       (size > 4 && !memcmp(data, "\x7f" "ELF", 4));
}

static int parse_file(struct config *c, const char *file, const struct iop_facts *facts,
		      const struct block *raw, struct block *plain, struct out *diag)
{
	struct decompress u = { raw->base, raw->used, 0 };
	const struct block *text = raw;
	enum decompress_result r;

	if (decompress_is_gzip(raw->base, raw->used) || decompress_is_zstd(raw->base, raw->used)) {
		text = plain;
		r = decompress_any(&u, plain, CONFIG_MAX);
		if (r == DECOMPRESS_TOO_LARGE)
			return parse_kernel(c, file, facts, raw, diag);
		if (r)
			return check_say(diag, file, decompress_text(r),
					 r == DECOMPRESS_NO_MEMORY ? EXIT_IO : EXIT_USAGE);
	}
	return is_kernel(text->base, text->used) ? parse_kernel(c, file, facts, text, diag) :
	       config_parse(c, file, facts, text->base, text->used, diag);
}

int config_read(struct config *c, const char *file,
		const struct iop_facts *facts, struct out *diag)
{
	struct block raw = { .base = NULL }, plain = { .base = NULL };
	int status;

	memset(c, 0, sizeof(*c));
	status = check_read(&raw, file, diag);
	if (!status)
		status = parse_file(c, file, facts, &raw, &plain, diag);
	block_drop(&raw);
	block_drop(&plain);
	return status == EXIT_TREE ? EXIT_USAGE : status;
}

void config_free(struct config *c)
{
	free(c->built);
	free(c->suppliers);
	c->built = NULL;
	c->suppliers = NULL;
}
