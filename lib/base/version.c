/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "base/version.h"

/* Digits of one part; stops before a value that @max could not hold. */
static unsigned int read_part(const char *text, uint32_t max, uint32_t *out)
{
	unsigned int n = 0;
	uint32_t value = 0;

	while (text[n] >= '0' && text[n] <= '9') {
		value = value * 10 + (uint32_t)(text[n++] - '0');
		if (value > max)
			return 0;
	}
	*out = value;
	return n;
}

/* ".12" or "-rc7": @lead, then digits. A part that does not fit is not read. */
static unsigned int read_tail(const char *text, const char *lead, uint32_t max,
			      uint32_t *out)
{
	unsigned int n = 0, digits;

	for (; lead[n]; n++)
		if (text[n] != lead[n])
			return 0;
	digits = read_part(text + n, max, out);
	return digits ? n + digits : 0;
}

unsigned int iop_version_parse(const char *text, uint32_t patch,
			       iop_version *out)
{
	uint32_t major, minor = 0, ignored;
	unsigned int n, used = read_part(text, 0xff, &major);

	if (!used)
		return 0;
	n = read_tail(text + used, ".", 0xff, &minor);
	used += n;
	if (n) {
		uint32_t level;

		n = read_tail(text + used, ".", IOP_VERSION_PATCH_ANY, &level);
		if (n)
			patch = level;
		used += n;
	}
	/* What is being prepared behaves like the release it becomes. */
	n = read_tail(text + used, "-rc", 0xffff, &ignored);
	if (n)
		patch = 0;
	*out = IOP_VERSION(major, minor, patch);
	return used + n;
}
