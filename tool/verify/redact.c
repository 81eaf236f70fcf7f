// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/redact.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char *const properties[] = {
	"serial-number", "mac-address", "local-mac-address", "local-bd-address",
	"local-mac-address-list", "kaslr-seed", "rng-seed", "system-id", "board-id-serial",
};

static bool is_private(const char *name)
{
	for (size_t n = 0; n < sizeof(properties) / sizeof(properties[0]); n++)
		if (!strcmp(name, properties[n]))
			return true;
	return false;
}

static void one_property(struct redacted *r, void *blob, int offset)
{
	const char *name;
	int len;
	const void *value = fdt_getprop_by_offset(blob, offset, &name, &len);
	char *at = (char *)blob + ((const char *)value - (const char *)blob);

	if (!value || len <= 0)
		return;
	if (is_private(name)) {
		memset(at, 0, (size_t)len);
		r->properties++;
	} else if (!strcmp(name, "bootargs")) {
		redact_text(r, at, (size_t)len);
	}
}

void redact_tree(struct redacted *r, void *blob)
{
	int node, property;

	for (node = 0; node >= 0; node = fdt_next_node(blob, node, NULL))
		fdt_for_each_property_offset(property, blob, node)
			one_property(r, blob, property);
}

/* "12:34:56:78:9a:bc", with no more hex digits around it */
static bool is_address(const char *text, size_t size)
{
	for (size_t k = 0; k < 17; k++) {
		if (k == size)
			return false;
		if (k % 3 == 2 ? text[k] != ':' && text[k] != '-' :
				 !isxdigit((unsigned char)text[k]))
			return false;
	}
	return size == 17 || !isxdigit((unsigned char)text[17]);
}

/* Parameters whose values are secrets, or name one machine or its user. */
static bool is_secret(const char *key, size_t len)
{
	static const char *const parts[] = {
		"password", "passwd", "passphrase", "secret", "token", "credential", "psk",
		"apikey", "serialno", "ethaddr", "macaddr", "cpuid", "ssid",
	};

	for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++)
		for (size_t k = 0; k + strlen(parts[p]) <= len; k++)
			if (!strncasecmp(key + k, parts[p], strlen(parts[p])))
				return true;
	return false;
}

static size_t word_end(const char *text, size_t size, size_t at)
{
	while (at < size && text[at] && !isspace((unsigned char)text[at]))
		at++;
	return at;
}

static void argument(struct redacted *r, char *text, size_t from, size_t to)
{
	char *is = memchr(text + from, '=', to - from);

	if (!is || is + 1 == text + to || !is_secret(text + from, (size_t)(is - text - (long)from)))
		return;
	memset(is + 1, 'x', (size_t)(text + to - is - 1));
	r->arguments++;
}

void redact_text(struct redacted *r, char *text, size_t size)
{
	size_t at = 0, end;

	for (; at < size; at = end + 1) {
		end = word_end(text, size, at);
		argument(r, text, at, end);
		for (size_t k = at; k < end; k++)
			if ((k == at || !isxdigit((unsigned char)text[k - 1])) &&
			    is_address(text + k, end - k)) {
				memset(text + k, 'x', 17);
				r->addresses++;
			}
	}
}

void redact_config(struct redacted *r, unsigned char *config, size_t size)
{
	size_t at = 0x100;

	for (int n = 0; n < 64 && at >= 0x100 && at + 12 <= size; n++) {
		unsigned int id = config[at] | config[at + 1] << 8;

		if (id == 0x0003) {
			memset(config + at + 4, 0, 8);
			r->addresses++;
		}
		at = (size_t)(config[at + 2] >> 4 | config[at + 3] << 4);
	}
}
