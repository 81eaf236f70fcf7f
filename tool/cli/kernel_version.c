// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cli/kernel_version.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#define NAME_MAX_LEN 128

static bool is_suffix(const char *s)
{
	if (!*s || !strcmp(s, "+"))
		return true;
	if (!strchr("-+_~.", *s) || !s[1] || (*s == '.' && !isdigit((unsigned char)s[1])))
		return false;
	for (s++; *s; s++)
		if (!isalnum((unsigned char)*s) && !strchr("-+_~.:", *s))
			return false;
	return true;
}

/* "6.1.0-50-arm64": packages of 6.1.y keep the 0, and count themselves. */
static bool counts_packages(iop_version v, const char *suffix)
{
	return !(v & 0xffff) && suffix[0] == '-' && isdigit((unsigned char)suffix[1]);
}

/* "5.14.0-427.13.1.el9_4.aarch64" */
static bool is_vendors(const char *suffix)
{
	const char *el = strstr(suffix, ".el");

	return el && isdigit((unsigned char)el[3]);
}

static bool read_name(const char *text, struct kernel_version *out)
{
	unsigned int used;

	if (*text == 'v')
		text++;
	used = iop_version_parse(text, IOP_VERSION_PATCH_ANY, &out->version);
	if (!used || !is_suffix(text + used))
		return false;
	out->vendor = is_vendors(text + used);
	if (out->vendor || counts_packages(out->version, text + used))
		out->version |= IOP_VERSION_PATCH_ANY;
	return true;
}

bool kernel_version_read(const char *text, size_t len, struct kernel_version *out)
{
	char name[NAME_MAX_LEN];
	struct utsname here;

	memset(out, 0, sizeof(*out));
	if (!len || len >= sizeof(name))
		return false;
	memcpy(name, text, len);
	name[len] = 0;
	if (!strcmp(name, "running"))
		return !uname(&here) && read_name(here.release, out);
	return read_name(name, out);
}

const char *kernel_version_file(const char *text)
{
	struct kernel_version v;
	struct stat st;

	if (!text || kernel_version_read(text, strlen(text), &v))
		return NULL;
	return !stat(text, &st) && S_ISREG(st.st_mode) ? text : NULL;
}
