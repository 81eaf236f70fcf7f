/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Linux versions as comparable numbers, and the spans for which facts hold.
 *
 * major << 24 | minor << 16 | patch. A version that a user gave without a patch
 * level ("6.1") means the newest stable release of that series: patch 0xffff. A
 * boundary of a fact without one means the .0 release: patch 0.
 */
#ifndef IOP_VERSION_H
#define IOP_VERSION_H

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t iop_version;

#define IOP_VERSION_PATCH_ANY 0xffffu
#define IOP_VERSION(major, minor, patch) \
	((iop_version)(major) << 24 | (iop_version)(minor) << 16 | (patch))

/*
 * Half open: since <= v < until; until 0 means still true. If a boundary lies
 * between two kernels that were read, @since or @until is the second of them, and
 * @no (the last version without the fact) or @yes (the last with it) is the
 * first. @no and @yes are 0 if the boundary itself is known.
 */
struct iop_span {
	iop_version since;
	iop_version until;
	iop_version no;
	iop_version yes;
};

/* iop_span_gap - was no kernel read in which it holds? It may hold after @no, before @until. */
static inline bool iop_span_gap(struct iop_span s)
{
	return s.no && s.since == s.until;
}

/* iop_span_open - is @v in such a gap? */
static inline bool iop_span_open(struct iop_span s, iop_version v)
{
	return (s.no && v > s.no && v < s.since) || (s.yes && v > s.yes && v < s.until);
}

/* iop_span_has - does it hold in @v? In a gap: as after it if @newer, else as before it. */
static inline bool iop_span_has(struct iop_span s, iop_version v, bool newer)
{
	if (iop_span_open(s, v))
		return (v < s.since) == newer;
	return v >= s.since && (!s.until || v < s.until);
}

/*
 * iop_version_parse - read "6", "6.12", "6.1.50" or "7.3-rc7" (read as 7.3.0)
 * @patch: what a missing patch level stands for (0 or IOP_VERSION_PATCH_ANY)
 *
 * returns: the number of characters read; 0 if @text does not start with a version.
 */
unsigned int iop_version_parse(const char *text, uint32_t patch,
			       iop_version *out);

#endif
