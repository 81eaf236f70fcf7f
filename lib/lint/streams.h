/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about conflicts over streams, and scarce resources; see lint/rules.h. */
#ifndef IOP_LINT_STREAMS_H
#define IOP_LINT_STREAMS_H

#define IOP_RULES_STREAMS(R) \
	R(STREAM_DUPLICATE, "stream-duplicate", ERROR, LINUX, iop_lint_streams, \
	  "two masters have the same stream ID, but the driver accepts only one of them", \
	  "stream ID {0} is also used by {1}{2}: only one of them gets an IOMMU{3}") \
	R(STREAM_OVERLAP, "stream-overlap", ERROR, LINUX, iop_lint_streams, \
	  "two stream-match entries overlap and neither contains the other", \
	  "ID {0} mask {1} overlaps ID {2} mask {3} of {4}{5}: the second to be added is rejected{6}") \
	R(STREAM_NESTED, "stream-order", WARNING, LINUX, iop_lint_streams, \
	  "one stream-match entry contains another, so the result depends on probe order", \
	  "ID {0} mask {1} and ID {2} mask {3} of {4}{5} are nested: they share a group if the wider one is added first; otherwise the wider one is rejected{6}") \
	R(STREAM_SHARED, "stream-shared", WARNING, LINUX, iop_lint_streams, \
	  "masters that share a stream cannot be distinguished", \
	  "ID {0} mask {1} is also used by {2}{3}: they share an address space") \
	R(CONTEXT_BUDGET, "context-banks-short", ERROR, LINUX, iop_lint_budgets, \
	  "more groups than context banks", \
	  "{0} {0|group needs|groups need} a context bank of {1}, which has interrupts for only {2}: {3} {3|master has|masters have} no IOMMU") \
	R(MATCH_BUDGET, "stream-matches-short", ERROR, LINUX, iop_lint_budgets, \
	  "more stream IDs than stream-match entries", \
	  "more stream-match entries are needed than the {0} that an SMMU can have: {1} {1|master has|masters have} no IOMMU") \
	R(STREAM_RESERVED, "stream-reserved", ERROR, LINUX, iop_lint_kept, \
	  "a master uses a stream that the settings or a policy reserve for firmware", \
	  "uses stream ID {0} of {1}, which is reserved for firmware: {2} ({3})")

#endif
