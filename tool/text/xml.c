/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "text/xml.h"

#include <string.h>

/* U+FFFE and U+FFFF are not characters, in XML and elsewhere. */
static bool is_noncharacter(const char *s, size_t n)
{
	return n >= 3 && (uint8_t)s[0] == 0xef && (uint8_t)s[1] == 0xbf &&
	       (uint8_t)s[2] >= 0xbe;
}

static const char *entity(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&apos;";
	default: return NULL;
	}
}

void out_xml_mem(struct out *o, const char *s, size_t n)
{
	while (n) {
		size_t run = 0;

		while (run < n && !entity(s[run]) &&
		       !is_noncharacter(s + run, n - run))
			run++;
		out_term_mem(o, s, run);
		s += run;
		n -= run;
		if (n && entity(*s)) {
			out_str(o, entity(*s));
			run = 1;
		} else if (n) {
			out_fmt(o, "\\xef\\xbf\\x%02x", (uint8_t)s[2]);
			run = 3;
		} else {
			break;
		}
		s += run;
		n -= run;
	}
}

void out_xml(struct out *o, const char *s)
{
	out_xml_mem(o, s, strlen(s));
}
