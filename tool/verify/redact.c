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
		"serial", "serialno", "serialnumber", "sn", "mac", "macaddr", "ethaddr", "bdaddr",
		"seed", "imei", "meid", "iccid", "ecid", "uid", "uuid", "hwid", "password", "psk",
		"secret", "token",
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

/* Does the word stand between others: "xen,dom0-bootargs"? */
static bool has_word(const char *name, const char *word)
{
	const char *at = strstr(name, word);

	return at && (at == name || strchr("-,_.", at[-1]));
}

static bool is_string(const char *value, int len)
{
	for (int n = 0; n < len - 1; n++)
		if (value[n] && !isprint((unsigned char)value[n]))
			return false;
	return !value[len - 1];
}

static void one_property(struct redacted *r, void *blob, int offset)
{
	const char *name;
	int len;
	const void *value = fdt_getprop_by_offset(blob, offset, &name, &len);
	char *at;

	if (!value || len <= 0)
		return;
	at = (char *)blob + ((const char *)value - (const char *)blob);
	if (is_private(name)) {
		memset(at, 0, (size_t)len);
		r->properties++;
	} else if (has_word(name, "bootargs") || is_string(at, len)) {
		redact_text(r, at, (size_t)len);
	}
}

static void clear(char *blob, uint32_t from, uint32_t to, uint32_t size)
{
	if (from < to && to <= size)
		memset(blob + from, 0, to - from);
}

/* What editing a tree in place leaves behind its parts: values that were there. */
static void clear_rest(void *blob)
{
	uint32_t size = fdt_totalsize(blob), at = fdt_off_mem_rsvmap(blob), next[3];
	uint32_t structs = fdt_off_dt_struct(blob), strings = fdt_off_dt_strings(blob);

	next[0] = at + (uint32_t)(fdt_num_mem_rsv(blob) + 1) * 16;
	next[1] = structs + fdt_size_dt_struct(blob);
	next[2] = strings + fdt_size_dt_strings(blob);
	/* the usual order only: another writer has not edited in place */
	if (fdt_version(blob) < 17 || at > next[0] || next[0] > structs || next[1] > strings ||
	    next[2] > size)
		return;
	clear(blob, next[0], structs, size);
	clear(blob, next[1], strings, size);
	clear(blob, next[2], size, size);
}

void redact_tree(struct redacted *r, void *blob)
{
	int node, property;

	for (node = 0; node >= 0; node = fdt_next_node(blob, node, NULL))
		fdt_for_each_property_offset(property, blob, node)
			one_property(r, blob, property);
	clear_rest(blob);
}

/* "12:34:56:78:9a:bc", with no more hex digits around it */
static bool is_address(const char *text, size_t size)
{
	for (size_t k = 0; k < 17; k++) {
		if (k == size)
			return false;
		if (k % 3 == 2 ? !strchr(":-.", text[k] ? text[k] : 'x') :
				 !isxdigit((unsigned char)text[k]))
			return false;
	}
	return size == 17 || !isxdigit((unsigned char)text[17]);
}

/* Parameters whose values are secrets, or name one machine or its user. */
static bool is_secret(const char *key, size_t len)
{
	static const char *const parts[] = {
		"password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "cred",
		"psk", "bearer", "private", "apikey", "serial", "ethaddr", "macaddr", "cpuid", "ssid",
		"hostname", "username", "initiator", "login", "imei", "ecid", "uniqueid",
	};
	/* not "pass": arm-smmu.disable_bypass is needed */
	static const char *const ends[] = {
		"mac", "key", ".pass", "_pass", "pin", "user", "uid", ".did", ".cid", "auth",
	};
	static const char *const whole[] = { "pass", "pw", "otp" };

	for (size_t w = 0; w < sizeof(whole) / sizeof(whole[0]); w++)
		if (len == strlen(whole[w]) && !strncasecmp(key, whole[w], len))
			return true;
	for (size_t e = 0; e < sizeof(ends) / sizeof(ends[0]); e++)
		if (len >= strlen(ends[e]) &&
		    !strncasecmp(key + len - strlen(ends[e]), ends[e], strlen(ends[e])))
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
 * where to go on. What begins with a quote goes on to the next, as the kernel has it. */
static size_t argument(struct redacted *r, char *text, size_t size, size_t from, size_t to)
{
	bool quoted = from < to && text[from] == '"';

	for (size_t at = from; at < to; at++) {
		if (text[at] == '"' || text[at] == ',')
			from = at + 1;
		if (text[at] != '=')
			continue;
		if (at + 1 < to && at > from && is_secret(text + from, at - from)) {
			to = quoted && from && text[from - 1] == '"' ?
			     value_end(text, size, from - 1, to) : value_end(text, size, at + 1, to);
			memset(text + at + 1, 'x', to - at - 1);
			r->arguments++;
			return to;
		}
		from = at + 1;
	}
	return to;
}

/* "Serial\t\t: 0123", "soc_uid = 0123"; not "Serial: 8250/16550 driver". */
static size_t spaced(const char *text, size_t size)
{
	static const char *const words[] = { "serial", "uid", "soc_uid", "ecid", "chipid" };

	for (size_t n = 0; n < sizeof(words) / sizeof(words[0]); n++) {
		size_t len = strlen(words[n]), at = len;

		if (size <= len || strncasecmp(text, words[n], len))
			continue;
		while (at < size && (text[at] == ' ' || text[at] == '\t'))
			at++;
		if (at + 1 < size && (text[at] == ':' || text[at] == '=') && (n || at > len))
			return at + 1;
	}
	return 0;
}

/* "usb 1-1: SerialNumber: 0123", "Serial Number: 0123": all that follows on the line. */
static size_t serial(struct redacted *r, char *text, size_t size, size_t at)
{
	static const char *const words[] = {
		"SerialNumber:", "Serial Number:", "Serial Number =", "Serial No:", "Serial#:",
		"Serial #:", "Serial No.:", "Board Serial:", "System Serial:", "Serial number is",
		"S/N:", "SSID:", "IMEI:",
	};
	size_t end = at, len = spaced(text + at, size - at);

	for (size_t n = 0; n < sizeof(words) / sizeof(words[0]) && !len; n++)
		if (size - at > strlen(words[n]) &&
		    !strncasecmp(text + at, words[n], strlen(words[n])))
			len = strlen(words[n]);
	if (!len)
		return at;
	while (end < size && text[end] && text[end] != '\n')
		end++;
	memset(text + at + len, 'x', end - at - len);
	r->arguments++;
	return end;
}

/* "http://user:password@server/": who somebody is, in front of the server */
static void identity(struct redacted *r, char *text, size_t at, size_t end)
{
	for (size_t k = at; k + 3 < end; k++) {
		size_t to = k + 3;

		if (memcmp(text + k, "://", 3))
			continue;
		while (to < end && text[to] != '@' && text[to] != '/')
			to++;
		if (to == end || text[to] != '@')
			continue;
		memset(text + k + 3, 'x', to - k - 3);
		r->arguments++;
	}
}

/* More than six pairs: "01-12-34-56-78-9a-bc" of BOOTIF; returns how long it is. */
static size_t address_length(const char *text, size_t size)
{
	size_t len = is_address(text, size < 17 ? size : 17) ? 17 : 0;

	/* a link-local one has the MAC address in it */
	if (size > 6 && !strncasecmp(text, "fe80::", 6))
		for (len = 6; len < size && (isxdigit((unsigned char)text[len]) || text[len] == ':'); )
			len++;
	while (len && size - len >= 3 && (text[len] == ':' || text[len] == '-') &&
	       isxdigit((unsigned char)text[len + 1]) && isxdigit((unsigned char)text[len + 2]))
		len += 3;
	return len && len < size && isxdigit((unsigned char)text[len]) ? 0 : len;
}

void redact_text(struct redacted *r, char *text, size_t size)
{
	size_t at = 0, end;

	for (; at < size; at = end + 1) {
		end = word_end(text, size, serial(r, text, size, at));
		identity(r, text, at, end);
		end = argument(r, text, size, at, end);
		for (size_t k = at; k < end; k++) {
			size_t len = k == at || !isxdigit((unsigned char)text[k - 1]) ?
				     address_length(text + k, end - k) : 0;

			if (!len)
				continue;
			memset(text + k, 'x', len);
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
