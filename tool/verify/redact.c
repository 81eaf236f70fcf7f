// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/redact.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Words of property names: "local-mac-address", "linux,serial", "nvidia,ether-mac". */
static bool is_private(const char *name)
{
	static const char *const words[] = {
		"serial", "serialno", "mac", "macaddr", "ethaddr", "bdaddr", "seed", "imei", "meid",
	};
	size_t len;

	if (!strcmp(name, "local-bd-address") || !strcmp(name, "system-id"))
		return true;
	for (; *name; name += len + (name[len] != 0)) {
		len = strcspn(name, "-,_.");
		for (size_t n = 0; n < sizeof(words) / sizeof(words[0]); n++)
			if (strlen(words[n]) == len && !memcmp(name, words[n], len))
				return true;
	}
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

	if (len >= 3 && !strncasecmp(key + len - 3, "mac", 3))
		return true;
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

/* A value in quotes, which the word's end is not the end of. */
static size_t value_end(const char *text, size_t size, size_t at, size_t word)
{
	const char *quote = text[at] == '"' ? memchr(text + at + 1, '"', size - at - 1) : NULL;

	return quote ? (size_t)(quote - text) + 1 : word;
}

/* "key=value", also in the quotes of CONFIG_CMDLINE="key=value ..."; returns
 * where to go on. */
static size_t argument(struct redacted *r, char *text, size_t size, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		if (text[at] == '"' || text[at] == ',')
			from = at + 1;
		if (text[at] != '=')
			continue;
		if (at + 1 < to && at > from && is_secret(text + from, at - from)) {
			to = value_end(text, size, at + 1, to);
			memset(text + at + 1, 'x', to - at - 1);
			r->arguments++;
			return to;
		}
		from = at + 1;
	}
	return to;
}

/* "usb 1-1: SerialNumber: 0123": all that follows on the line. */
static size_t serial(struct redacted *r, char *text, size_t size, size_t at)
{
	static const char word[] = "SerialNumber:";
	size_t end = at;

	if (size - at < sizeof(word) || memcmp(text + at, word, sizeof(word) - 1))
		return at;
	while (end < size && text[end] && text[end] != '\n')
		end++;
	memset(text + at + sizeof(word) - 1, 'x', end - at - (sizeof(word) - 1));
	r->arguments++;
	return end;
}

void redact_text(struct redacted *r, char *text, size_t size)
{
	size_t at = 0, end;

	for (; at < size; at = end + 1) {
		end = word_end(text, size, serial(r, text, size, at));
		end = argument(r, text, size, at, end);
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
