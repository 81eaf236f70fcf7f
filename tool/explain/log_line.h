/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * One line of a kernel's log: what happened, and which fields tell whom it
 * concerns. Texts are known by a part that all versions share; fields are taken
 * by name, so that other orders and vendors' texts are read as well.
 */
#ifndef EXPLAIN_LOG_LINE_H
#define EXPLAIN_LOG_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a line identifies the device that it is about. */
enum log_who {
	LOG_STREAM,		/* a stream ID of the IOMMU that prints it */
	LOG_ALL,		/* every master of the IOMMU that prints it */
	LOG_MASTER,		/* the device that prints it is the master */
	LOG_NAMED,		/* a device name in the text is the master's */
	LOG_NOBODY,		/* the text does not identify a master */
	LOG_IOMMU,		/* the IOMMU itself */
};

/* Each driver's event: slug, what it is. */
#define LOG_EVENTS(E) \
	E(NONE, "none", "") \
	E(BLOCKED_STREAM, "blocked-stream", "no stream-match entry matches this stream: the access was blocked") \
	E(CONTEXT_FAULT, "context-fault", "the stream's domain does not map the address, or does not permit this access") \
	E(GLOBAL_FAULT, "global-fault", "an error outside of every context bank") \
	E(BAD_STREAM, "bad-stream", "the IOMMU has no valid entry for this stream") \
	E(BAD_ENTRY, "bad-entry", "the IOMMU's tables for this stream are not valid, or do not permit this kind of transaction") \
	E(TRANSLATION, "translation", "the stream's domain does not map the address") \
	E(PERMISSION, "permission", "the address is mapped, but this access is not permitted") \
	E(FETCH, "fetch", "the IOMMU could not read its own tables") \
	E(PAGE_FAULT, "page-fault", "the domain does not map the address") \
	E(TABLES, "tables-out-of-reach", "a page table is at an address that the IOMMU cannot reach") \
	E(BEYOND, "buffer-out-of-reach", "a buffer is at an address that the IOMMU cannot translate to") \
	E(PAGE_REQUEST, "page-request", "a device asked for a page that no driver provides") \
	E(SAME_STREAM, "same-stream", "a second device has the same stream") \
	E(OUT_OF_RANGE, "out-of-range", "the stream or its mask does not fit the IOMMU") \
	E(PROBE, "probe", "the IOMMU failed to probe") \
	E(DEFERRED, "deferred", "its probe is deferred until a supplier is available") \
	E(LOST, "lost", "the device goes on without its IOMMU, or without another supplier that it waited for") \
	E(GROUP, "group", "the device joined a group") \
	E(STUCK, "stuck", "the IOMMU did not answer in time") \
	E(MISSED, "missed", "faults came faster than they were read: some are lost") \
	E(MAP, "iommu-map", "the kernel does not read the host's iommu-map as it is written, or no entry of it applies") \
	E(ABORT, "register-abort", "the kernel's access to a stream's register was aborted") \
	E(BUDGET, "budget", "how many context banks or stream-match entries there are") \
	E(OTHERWISE, "not-as-planned", "the line shows that the kernel did not behave as predicted")

enum log_event {
#define LOG_EVENT_ENUM(id, slug, text) LOG_EVENT_##id,
	LOG_EVENTS(LOG_EVENT_ENUM)
#undef LOG_EVENT_ENUM
};

extern const char *const log_event_slugs[], *const log_event_texts[];

struct log_line {
	enum log_event event;
	enum log_who who;
	bool has_id;
	uint32_t id;
	const char *named;	/* LOG_NAMED: in the line */
	size_t named_len;
	bool setup;		/* LOG_EVENT_LOST: no supplier is missing, the IOMMU was not set up */
};

/* What is kept from earlier lines of a device for later ones. */
struct log_earlier {
	uint64_t device;	/* a hash of what its lines begin with; 0: none */
	bool global;		/* the registers of a global fault are next */
	bool context;		/* the stream of a context fault may be in a separate line */
	unsigned int dwords;	/* number that is still expected of an SMMUv3 event */
	bool skipping;		/* dwords are a command's */
	bool raw;		/* the event was reported by its dwords already */
	uint32_t sid;
};

#define LOG_DEVICES 16

/* For the devices that printed last: their lines may be interleaved. */
struct log_state {
	struct log_earlier of[LOG_DEVICES];
	unsigned int next;	/* to be forgotten */
};

/*
 * log_line_read - @line of @len bytes without its newline
 *
 * returns: false if it is no line about an IOMMU, or the rest of one.
 */
bool log_line_read(struct log_state *s, const char *line, size_t len, struct log_line *out);

#endif
