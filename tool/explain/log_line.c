// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#define _GNU_SOURCE		/* memmem() */
#include "explain/log_line.h"

#include <string.h>

const char *const log_event_slugs[] = {
#define LOG_EVENT_SLUG(id, slug, text) slug,
	LOG_EVENTS(LOG_EVENT_SLUG)
#undef LOG_EVENT_SLUG
};

const char *const log_event_texts[] = {
#define LOG_EVENT_TEXT(id, slug, text) text,
	LOG_EVENTS(LOG_EVENT_TEXT)
#undef LOG_EVENT_TEXT
};

/* A text, what it means, and the field with the stream ID: in front of it
 * stands @field, it is written in @base, and @bits of it count. */
struct log_text {
	const char *text;
	enum log_event event;
	enum log_who who;
	const char *field;
	unsigned int base;
	uint32_t bits;
};

#define ALL_BITS UINT32_MAX

static const struct log_text texts[] = {
	/* arm-smmu; of vendors' older texts SID= */
	{ "Unhandled context fault", LOG_EVENT_CONTEXT_FAULT, LOG_STREAM, "cbfrsynra=", 16, 0xffff },
	{ "Unhandled context fault", LOG_EVENT_CONTEXT_FAULT, LOG_STREAM, "SID=", 16, 0xffff },
	/* NVIDIA's of 4.4 and 4.9: "sid=17(0x11 - AFI)" */
	{ "Unhandled context fault", LOG_EVENT_CONTEXT_FAULT, LOG_STREAM, ", sid=", 10, 0xffff },
	{ "Unhandled context fault", LOG_EVENT_CONTEXT_FAULT, LOG_NOBODY, NULL, 0, 0 },
	{ "Blocked unknown Stream ID", LOG_EVENT_BLOCKED_STREAM, LOG_STREAM, "Stream ID ", 16, 0xffff },
	{ "out of range for SMMU", LOG_EVENT_OUT_OF_RANGE, LOG_MASTER, NULL, 0, 0 },
	{ "stream matching with ", LOG_EVENT_BUDGET, LOG_IOMMU, NULL, 0, 0 },
	{ " context banks (", LOG_EVENT_BUDGET, LOG_IOMMU, NULL, 0, 0 },
	{ "TLB sync timed out", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ "timeout waiting for TLB SYNC", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	/* arm-smmu-v3 */
	{ "event: C_BAD_STREAMID client:", LOG_EVENT_BAD_STREAM, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "event: F_TRANSLATION client:", LOG_EVENT_TRANSLATION, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "event: F_PERMISSION client:", LOG_EVENT_PERMISSION, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "event: F_ACCESS client:", LOG_EVENT_PERMISSION, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "event: F_ADDR_SIZE client:", LOG_EVENT_TRANSLATION, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "event: C_BAD_", LOG_EVENT_BAD_STREAM, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "event: F_STREAM_DISABLED client:", LOG_EVENT_BAD_STREAM, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "_FETCH client:", LOG_EVENT_FETCH, LOG_STREAM, " sid: ", 16, ALL_BITS },
	{ "already in tree from dev", LOG_EVENT_SAME_STREAM, LOG_MASTER, NULL, 0, 0 },
	{ "Aliasing StreamID", LOG_EVENT_SAME_STREAM, LOG_MASTER, NULL, 0, 0 },
	{ "EVTQ overflow detected", LOG_EVENT_MISSED, LOG_IOMMU, NULL, 0, 0 },
	{ "CMD_SYNC timeout at ", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ ": CMDQ timeout", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ "access at iova", LOG_EVENT_PAGE_REQUEST, LOG_STREAM, "sid ", 16, ALL_BITS },
	/* no stream ID, or one of its own kind */
	{ "Page fault for ", LOG_EVENT_PAGE_FAULT, LOG_STREAM, "(master ", 10, ALL_BITS },
	{ "Page fault at ", LOG_EVENT_PAGE_FAULT, LOG_ALL, NULL, 0, 0 },
	{ "Page fault while iommu not attached", LOG_EVENT_PAGE_FAULT, LOG_ALL, NULL, 0, 0 },
	{ "BUS_ERROR occurred at ", LOG_EVENT_FETCH, LOG_ALL, NULL, 0, 0 },
	{ "unexpected int_status", LOG_EVENT_PAGE_FAULT, LOG_ALL, NULL, 0, 0 },
	{ " request timed out, status", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ "MMU_DTE_ADDR is not functioning", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ "FORCE_RESET command timed out", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ "TLB Flush timed out", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ "Partial TLB flush timed out", LOG_EVENT_STUCK, LOG_IOMMU, NULL, 0, 0 },
	{ "Unhandled fault: status ", LOG_EVENT_PAGE_FAULT, LOG_NOBODY, NULL, 0, 0 },
	{ "Multiple TLB hits @", LOG_EVENT_PAGE_FAULT, LOG_NOBODY, NULL, 0, 0 },
	{ "Page Table Walk Abort @", LOG_EVENT_FETCH, LOG_NOBODY, NULL, 0, 0 },
	{ "translation fault: status:", LOG_EVENT_TRANSLATION, LOG_STREAM, "stream:", 10, ALL_BITS },
	{ " fault from EP ", LOG_EVENT_PAGE_FAULT, LOG_STREAM, "from EP ", 10, ALL_BITS },
	{ " FAULT occurred at ", LOG_EVENT_PAGE_FAULT, LOG_NAMED, NULL, 0, 0 },
	/* WARN_ON(pt_dma != virt_to_phys(page_table)), the only one of that file */
	{ " at drivers/iommu/sun50i-iommu.c:", LOG_EVENT_TABLES, LOG_NOBODY, NULL, 0, 0 },
	{ "SMMU translation error", LOG_EVENT_TRANSLATION, LOG_NOBODY, NULL, 0, 0 },
	{ " errs:0x", LOG_EVENT_PAGE_FAULT, LOG_ALL, NULL, 0, 0 },
	{ " iommu fault: da ", LOG_EVENT_PAGE_FAULT, LOG_NOBODY, NULL, 0, 0 },
	{ "Unexpected IOMMU page fault!", LOG_EVENT_PAGE_FAULT, LOG_NOBODY, NULL, 0, 0 },
	/* the core, and drivers' probes; up to 4.18 the device's name is in the text */
	{ "Adding to iommu group ", LOG_EVENT_GROUP, LOG_MASTER, NULL, 0, 0 },
	{ "iommu: Adding device ", LOG_EVENT_GROUP, LOG_NAMED, NULL, 0, 0 },
	{ "Failed to add to iommu group ", LOG_EVENT_LOST, LOG_MASTER, NULL, 0, 0 },
	{ "ignoring dependency", LOG_EVENT_LOST, LOG_MASTER, NULL, 0, 0 },
	{ "retaining platform DMA ops", LOG_EVENT_LOST, LOG_MASTER, NULL, 0, 0 },
	{ "deferred probe pending", LOG_EVENT_DEFERRED, LOG_MASTER, NULL, 0, 0 },
	{ "Failed to register iommu", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "no translation support!", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "unsupported TT endianness!", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "MMIO region too small", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "impossible number of S2 context banks!", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "but no SMRs present!", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "interrupts but expected at least", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "due to mismatched DT properties", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "missing qcom,iommu-secure-id property", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "mm dts parse fail", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "context irq(s) but ", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "missing #global-interrupts property", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "missing #iommu-cells property", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "invalid #iommu-cells value", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	{ "probe with driver ", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
	/* up to 6.9 the driver's name stands in front */
	{ "probe of ", LOG_EVENT_PROBE, LOG_IOMMU, NULL, 0, 0 },
};

static const char *find(const char *line, size_t len, const char *text)
{
	size_t n = strlen(text);
	const char *at = memmem(line, len, text, n);

	return at ? at + n : NULL;
}

static unsigned int digit(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned int)(c - 'a') + 10 : 99;
}

/* With or without 0x; at most 64 bits. */
static bool number(const char *at, const char *end, unsigned int base, uint64_t *out)
{
	bool any = false;

	if (base == 16 && end - at > 2 && at[0] == '0' && (at[1] | 0x20) == 'x')
		at += 2;
	for (*out = 0; at < end && digit(*at) < base; at++, any = true) {
		if (*out >> 60)
			return false;
		*out = *out * base + digit(*at);
	}
	return any;
}

static bool field(const char *line, size_t len, const struct log_text *t, uint32_t *id)
{
	const char *at = find(line, len, t->field);
	uint64_t value;

	if (!at || !number(at, line + len, t->base, &value))
		return false;
	*id = (uint32_t)value & t->bits;
	return true;
}

/* MediaTek: "larb=2 port=3", in decimal, are the cell (larb << 5) | port. */
static bool larb_port(const char *line, size_t len, struct log_line *out)
{
	const char *larb = find(line, len, "larb="), *port = find(line, len, "port=");
	uint64_t l, p;

	if (!find(line, len, "fault type=") || !larb || !port ||
	    !number(larb, line + len, 10, &l) || !number(port, line + len, 10, &p))
		return false;
	*out = (struct log_line){ LOG_EVENT_PAGE_FAULT, LOG_STREAM, true,
				  (uint32_t)(l << 5 | (p & 31)), NULL, 0 };
	return true;
}

/* "Fault 13 devid: 0x8 iotval: 1000 iotval2: 0": riscv_iommu_fault() */
static bool riscv(const char *line, size_t len, struct log_line *out)
{
	const char *cause = find(line, len, "Fault "), *id = find(line, len, " devid: ");
	uint64_t why, which;

	if (!find(line, len, " iotval: ") || !cause || !id ||
	    !number(cause, line + len, 10, &why) || !number(id, line + len, 16, &which))
		return false;
	/* enum riscv_iommu_fq_causes: below 256 the CPU's own, 257 to 259 the device's entry */
	*out = (struct log_line){ why < 256 ? LOG_EVENT_PAGE_FAULT :
				  why >= 257 && why <= 259 ? LOG_EVENT_BAD_STREAM : LOG_EVENT_FETCH,
				  LOG_STREAM, true, (uint32_t)which, NULL, 0 };
	return true;
}

static enum log_event event_of(uint64_t id)
{
	switch (id) {
	case 0x10: case 0x11:
		return LOG_EVENT_TRANSLATION;
	case 0x12: case 0x13:
		return LOG_EVENT_PERMISSION;
	case 0x03: case 0x09: case 0x25:
		return LOG_EVENT_FETCH;
	default:
		return LOG_EVENT_BAD_STREAM;
	}
}

/* SMMUv3's "event 0x10 received:" and four numbers, of which the first has the
 * stream ID in its upper half. */
static bool raw_event(struct log_earlier *s, const char *line, size_t len, struct log_line *out)
{
	const char *at;
	uint64_t value;

	if (find(line, len, "skipping command in error state"))
		s->skipping = true;
	at = find(line, len, "event 0x");
	if (at && find(line, len, " received:")) {
		s->dwords = 4;
		s->skipping = s->raw = false;
		return false;
	}
	if (!s->dwords || s->skipping)
		return false;
	at = find(line, len, "0x");
	while (at && find(at, (size_t)(line + len - at), "0x"))
		at = find(at, (size_t)(line + len - at), "0x");
	if (!at || line + len - at < 16 || !number(at, at + 16, 16, &value))
		return false;
	if (s->dwords-- != 4)
		return false;
	s->raw = true;
	s->sid = (uint32_t)(value >> 32);
	*out = (struct log_line){ event_of(value & 0xff), LOG_STREAM, true, s->sid, NULL, 0 };
	return true;
}

/* "Unexpected global fault", and in the next line the registers. */
static bool global_fault(struct log_earlier *s, const char *line, size_t len,
			 struct log_line *out)
{
	const char *at = find(line, len, "GFSYNR1 ");
	uint64_t value;

	if (find(line, len, "Unexpected global fault")) {
		s->global = true;
		return false;
	}
	if (!s->global || !at || !number(at, line + len, 16, &value))
		return false;
	s->global = false;
	*out = (struct log_line){ LOG_EVENT_GLOBAL_FAULT, LOG_STREAM, true,
				  (uint32_t)value & 0xffff, NULL, 0 };
	return true;
}

/* "exynos-sysmmu 13620000.sysmmu: 13400000.mfc: PAGE FAULT occurred at 0x0" */
static void named(const char *line, size_t len, struct log_line *out)
{
	const char *last = NULL, *before = NULL, *end = line + len;

	for (const char *at = line; (at = find(at, (size_t)(end - at), ": ")); ) {
		before = last;
		last = at;
	}
	if (!before || !last)
		return;
	out->named = before;
	out->named_len = (size_t)(last - 2 - before);
}

/* "iommu: Adding device 81000.usb to group 3" */
static void added(const char *line, size_t len, struct log_line *out)
{
	const char *name = find(line, len, "iommu: Adding device ");
	const char *end = find(line, len, " to group ");

	if (!name || !end || end < name)
		return;
	out->named = name;
	out->named_len = (size_t)(end - strlen(" to group ") - name);
}

/* Qualcomm's 3.18 to 4.14 print "SID=0x40", or "SSD=0x1 SID=0x40", some lines after
 * a context fault. */
static bool late_stream(struct log_earlier *s, const char *line, size_t len,
			struct log_line *out)
{
	const char *at = find(line, len, "SID=");
	uint64_t value;

	if (!s->context || !at || find(line, len, "Unhandled context fault") ||
	    !number(at, line + len, 16, &value))
		return false;
	s->context = false;
	*out = (struct log_line){ LOG_EVENT_CONTEXT_FAULT, LOG_STREAM, true,
				  (uint32_t)value & 0xffff, NULL, 0 };
	return true;
}

/* "arm_smmu_context_fault: 83 callbacks suppressed": of ratelimited messages */
static bool suppressed(const char *line, size_t len, struct log_line *out)
{
	static const char *const functions[] = {
		"smmu_", "_iommu_", "tegra_mc_irq", "tegra30_mc_handle_irq", "viommu_", "apple_dart_",
	};

	if (!find(line, len, " callbacks suppressed"))
		return false;
	for (size_t n = 0; n < sizeof(functions) / sizeof(functions[0]); n++)
		if (find(line, len, functions[n])) {
			*out = (struct log_line){ LOG_EVENT_MISSED, LOG_NOBODY, false, 0, NULL, 0 };
			return true;
		}
	return false;
}

/* "arm-smmu: probe of 5000000.iommu failed with error -22" */
static void probed(const char *line, size_t len, struct log_line *out)
{
	const char *end = find(line, len, " failed with error");

	out->named = find(line, len, "probe of ");
	out->named_len = end ? (size_t)(end - strlen(" failed with error") - out->named) : 0;
}

static bool known_text(struct log_earlier *s, const char *line, size_t len, struct log_line *out)
{
	for (size_t n = 0; n < sizeof(texts) / sizeof(texts[0]); n++) {
		const struct log_text *t = &texts[n];
		uint32_t id = 0;

		if (!find(line, len, t->text) || (t->field && !field(line, len, t, &id)))
			continue;
		*out = (struct log_line){ t->event, t->who, t->field, id, NULL, 0 };
		s->context = t->event == LOG_EVENT_CONTEXT_FAULT && !t->field;
		if (t->who == LOG_NAMED && t->event == LOG_EVENT_GROUP)
			added(line, len, out);
		else if (t->who == LOG_NAMED)
			named(line, len, out);
		if (!strcmp(t->text, "probe of "))
			probed(line, len, out);
		/* What the dwords before it said. */
		if (!s->raw || !t->field || id != s->sid || !find(line, len, "event: "))
			return true;
		return s->raw = false;
	}
	return false;
}

/* "[   12.3] arm-smmu-v3 9050000.smmuv3: ...": who prints it; syslog has more in
 * front, "Nov 28 08:00:00 host kernel: ". */
static uint64_t printer(const char *line, size_t len)
{
	const char *syslog = find(line, len, " kernel: "), *from = syslog ? syslog : line;
	const char *end = find(from, (size_t)(line + len - from), ": ");
	uint64_t hash = 14695981039346656037u;

	for (const char *at = from; end && at + 2 < end; at++)
		if (at[0] == ']' && at[1] == ' ')
			from = at + 2;
	for (; end && from < end; from++)
		hash = (hash ^ (uint8_t)*from) * 1099511628211u;
	return hash ? hash : 1;
}

static struct log_earlier *earlier(struct log_state *s, uint64_t device)
{
	struct log_earlier *e;

	for (unsigned int n = 0; n < LOG_DEVICES; n++)
		if (s->of[n].device == device)
			return &s->of[n];
	e = &s->of[s->next++ % LOG_DEVICES];
	*e = (struct log_earlier){ .device = device };
	return e;
}

/* Does the line begin, or belong to, what several lines say? */
static bool is_part(const char *line, size_t len)
{
	return find(line, len, "0x") || find(line, len, "Unexpected global fault") ||
	       find(line, len, "GFSYNR1 ") || find(line, len, "Unhandled context fault");
}

bool log_line_read(struct log_state *all, const char *line, size_t len, struct log_line *out)
{
	struct log_earlier none = { 0 }, *s = &none;

	if (is_part(line, len))
		s = earlier(all, printer(line, len));
	if (raw_event(s, line, len, out) || global_fault(s, line, len, out) ||
	    late_stream(s, line, len, out) || larb_port(line, len, out) ||
	    riscv(line, len, out) || suppressed(line, len, out))
		return true;
	return known_text(s, line, len, out);
}
