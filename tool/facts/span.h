/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * When a row holds: since: "6.1", until: {yes: "6.14", no: "6.17"}, or
 * when: [">=5.10.262 <5.11", ">=6.1"], in which an item may be a mapping of
 * since and until as well.
 */
#ifndef FACTS_SPAN_H
#define FACTS_SPAN_H

#include "base/version.h"
#include "yaml/cursor.h"

enum span_end { SPAN_SINCE, SPAN_UNTIL };

/*
 * span_boundary - step to a version, or to the two it lies between
 * @read: the older of the two, 0 where there is one version
 */
int span_boundary(struct cursor *c, iop_version *read, iop_version *at, enum span_end end);

/* span_list - step to a sequence of spans; room for ROW_SPANS of them */
int span_list(struct cursor *c, struct iop_span *spans, unsigned int *count);

/* span_check - fail at @at unless each version is later than the one before it; a
 * span whose since has no yes becomes a gap up to its until, and nothing else */
int span_check(struct cursor *c, const struct scalar *at, struct iop_span *s);

#endif
