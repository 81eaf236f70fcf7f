/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/fit.h"

#include <libfdt.h>
#include <string.h>

#include "input/digest.h"

bool fit_is(const struct iop_tree *t)
{
	uint32_t images = iop_child_named(t, 0, "images");

	return images != IOP_NO_NODE && t->nodes[images].end > images + 1 &&
	       fdt_getprop(t->blob, 0, "compatible", NULL) == NULL;
}

/* No tree without this name is a FIT image, and few trees have it. */
bool fit_may_be(const void *blob, size_t size)
{
	static const char name[] = "images";
	const char *at = blob, *end = at + size;

	while ((at = memchr(at, *name, (size_t)(end - at)))) {
		if ((size_t)(end - at) < sizeof(name))
			return false;
		if (!memcmp(at, name, sizeof(name)))
			return true;
		at++;
	}
	return false;
}

static const char *text_of(const void *blob, int node, const char *name,
			   const char *fallback)
{
	int len;
	const char *value = fdt_getprop(blob, node, name, &len);

	if (!value || len <= 0 || value[len - 1])
		return fallback;
	return value;
}

static bool number_of(const void *blob, int node, const char *name,
		      uint32_t *out)
{
	int len;
	const fdt32_t *value = fdt_getprop(blob, node, name, &len);

	if (!value || len != (int)sizeof(*value))
		return false;
	*out = fdt32_ld(value);
	return true;
}

/* Data behind the tree: an offset from its end, or a position in the file. */
static void find_external(const void *blob, size_t size, int node,
			  struct fit_image *out)
{
	uint32_t at, length;
	size_t start = 0;

	if (number_of(blob, node, "data-offset", &at))
		start = ((size_t)fdt_totalsize(blob) + 3) & ~(size_t)3;
	else if (!number_of(blob, node, "data-position", &at))
		out->trouble = "has no data";
	if (!out->trouble && !number_of(blob, node, "data-size", &length))
		out->trouble = "has no data-size";
	if (out->trouble)
		return;
	if (start > size || at > size - start || length > size - start - at) {
		out->trouble = "has data beyond the end of the file";
		return;
	}
	out->data = (const uint8_t *)blob + start + at;
	out->size = length;
}

void fit_image_at(const void *blob, size_t size, int node, struct fit_image *out)
{
	int len;
	const void *inside = fdt_getprop(blob, node, "data", &len);

	memset(out, 0, sizeof(*out));
	out->name = fdt_get_name(blob, node, NULL);
	out->node = node;
	out->compression = text_of(blob, node, "compression", "none");
	if (inside) {
		out->data = inside;
		out->size = (size_t)len;
	} else {
		find_external(blob, size, node, out);
	}
}

bool fit_next(const void *blob, size_t size, int *node, struct fit_image *out)
{
	int at;

	if (*node)
		at = fdt_next_subnode(blob, *node);
	else
		at = fdt_first_subnode(blob, fdt_path_offset(blob, "/images"));
	while (at >= 0 && strcmp(text_of(blob, at, "type", ""), "flat_dt"))
		at = fdt_next_subnode(blob, at);
	if (at < 0)
		return false;
	*node = at;
	fit_image_at(blob, size, at, out);
	return true;
}

const char *fit_text(const void *blob, int node, const char *name)
{
	return text_of(blob, node, name, NULL);
}

static enum fit_hash check_hash(const struct fit_image *image, const char *algorithm,
				const void *value, int len)
{
	uint8_t sum[DIGEST_MAX];
	size_t n = digest(algorithm, image->data, image->size, sum);

	if (!n)
		return FIT_HASH_UNCHECKED;
	return len == (int)n && !memcmp(sum, value, n) ? FIT_HASH_HOLDS : FIT_HASH_FAILS;
}

bool fit_hash_next(const void *blob, const struct fit_image *image, int *node,
		   const char **algorithm, enum fit_hash *result)
{
	int at = *node ? fdt_next_subnode(blob, *node) : fdt_first_subnode(blob, image->node);

	for (; at >= 0; at = fdt_next_subnode(blob, at)) {
		int len;
		const void *value = fdt_getprop(blob, at, "value", &len);

		*algorithm = fit_text(blob, at, "algo");
		if (strncmp(fdt_get_name(blob, at, NULL), "hash", 4) || !*algorithm || !value)
			continue;
		*node = at;
		*result = check_hash(image, *algorithm, value, len);
		return true;
	}
	return false;
}
