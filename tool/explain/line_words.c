// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/line_words.h"

#include <string.h>

#include "explain/log_fields.h"

#define PATH_MOST 1024

static size_t word_length(const char *at, const char *end)
{
	size_t n = 0;

	while (at + n < end && at[n] && !strchr(" \t\r\n", at[n]))
		n++;
	return n;
}

uint32_t line_supplier(const struct device_names *names, const struct iop_tree *t,
		       const char *line, size_t len)
{
	const char *at = log_find(line, len, " supplier"), *end = line + len;
	char path[PATH_MOST];
	uint32_t node;
	size_t n;

	/* A mail may have wrapped the line there. */
	while (at && at < end && *at && strchr(" \t\r\n>|", *at))
		at++;
	n = at ? word_length(at, end) : 0;
	if (!n || n >= sizeof(path))
		return IOP_NO_NODE;
	if (*at != '/') {
		node = device_names_find(names, at, n);
		return node == IOP_NO_NODE ? device_names_at(names, at, n) : node;
	}
	memcpy(path, at, n);
	path[n] = 0;
	return iop_by_path(t, path);
}

/* iort_add_platform_device() numbers them with PLATFORM_DEVID_AUTO; drivers for device trees never do. */
bool line_is_acpi(const char *line, size_t len)
{
	static const char *const names[] = { "arm-smmu.", "arm-smmu-v3." };

	for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
		const char *at = log_find(line, len, names[n]), *end = line + len;

		while (at && at < end && *at >= '0' && *at <= '9')
			at++;
		if (at && (size_t)(end - at) > strlen(".auto") && !memcmp(at, ".auto:", 6))
			return true;
	}
	return false;
}
