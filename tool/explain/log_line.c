// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/log_line.h"

#include <string.h>

#include "explain/log_fields.h"
#include "explain/log_texts.h"

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

static bool field(const char *line, size_t len, const struct log_text *t, uint32_t *id)
{
	const char *at = log_find(line, len, t->field);
	uint64_t value;

	if (!at || !log_number(at, line + len, t->base, &value))
		return false;
	*id = (uint32_t)value & t->bits;
	return true;
}

/* MediaTek: "larb=2 port=3", in decimal, are the cell (larb << 5) | port. */
static bool larb_port(const char *line, size_t len, struct log_line *out)
{
	const char *larb = log_find(line, len, "larb="), *port = log_find(line, len, "port=");
	uint64_t l, p;

	if (!log_find(line, len, "fault type=") || !larb || !port ||
	    !log_number(larb, line + len, 10, &l) || !log_number(port, line + len, 10, &p))
		return false;
	*out = (struct log_line){ LOG_EVENT_PAGE_FAULT, LOG_STREAM, true,
				  (uint32_t)(l << 5 | (p & 31)), NULL, 0, false };
	return true;
}

/* "Fault 13 devid: 0x8 iotval: 1000 iotval2: 0": riscv_iommu_fault() */
static bool riscv(const char *line, size_t len, struct log_line *out)
{
	const char *cause = log_find(line, len, "Fault "), *id = log_find(line, len, " devid: ");
	uint64_t why, which;

	if (!log_find(line, len, " iotval: ") || !cause || !id ||
	    !log_number(cause, line + len, 10, &why) || !log_number(id, line + len, 16, &which))
		return false;
	/* enum riscv_iommu_fq_causes: below 256 the CPU's own, 257 to 259 the device's entry */
	*out = (struct log_line){ why < 256 ? LOG_EVENT_PAGE_FAULT :
				  why >= 257 && why <= 259 ? LOG_EVENT_BAD_STREAM : LOG_EVENT_FETCH,
				  LOG_STREAM, true, (uint32_t)which, NULL, 0, false };
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
	case 0x02:
		return LOG_EVENT_BAD_STREAM;
	default:
		return LOG_EVENT_BAD_ENTRY;
	}
}

/* SMMUv3's "event 0x10 received:" and four numbers, of which the first has the
 * stream ID in its upper half. */
static bool raw_event(struct log_earlier *s, const char *line, size_t len, struct log_line *out)
{
	const char *at;
	uint64_t value;

	if (log_find(line, len, "skipping command in error state"))
		s->skipping = true;
	at = log_find(line, len, "event 0x");
	if (at && log_find(line, len, " received:")) {
		s->dwords = 4;
		s->skipping = s->raw = false;
		return false;
	}
	if (!s->dwords || s->skipping)
		return false;
	at = log_find(line, len, "0x");
	while (at && log_find(at, (size_t)(line + len - at), "0x"))
		at = log_find(at, (size_t)(line + len - at), "0x");
	if (!at || line + len - at < 16 || !log_number(at, at + 16, 16, &value))
		return false;
	if (s->dwords-- != 4)
		return false;
	s->raw = true;
	s->sid = (uint32_t)(value >> 32);
	*out = (struct log_line){ event_of(value & 0xff), LOG_STREAM, true, s->sid, NULL, 0, false };
	return true;
}

/* "Unexpected global fault", and in the next line the registers. */
static bool global_fault(struct log_earlier *s, const char *line, size_t len,
			 struct log_line *out)
{
	const char *at = log_find(line, len, "GFSYNR1 ");
	uint64_t value;

	if (log_find(line, len, "Unexpected global fault")) {
		s->global = true;
		return false;
	}
	if (!s->global || !at || !log_number(at, line + len, 16, &value))
		return false;
	s->global = false;
	*out = (struct log_line){ LOG_EVENT_GLOBAL_FAULT, LOG_STREAM, true,
				  (uint32_t)value & 0xffff, NULL, 0, false };
	return true;
}

/* dmesg colours what is before a colon and what is after it. */
static const char *past_colours(const char *at, const char *end)
{
	const char *stop = at;

	while (at < end && *at == '\033' && (stop = memchr(at, 'm', (size_t)(end - at))))
		at = stop + 1;
	return at;
}

/* "exynos-sysmmu 13620000.sysmmu: 13400000.mfc: PAGE FAULT occurred at 0x0" */
static void named(const char *line, size_t len, struct log_line *out)
{
	const char *last = NULL, *before = NULL, *end = line + len;

	for (const char *at = line; (at = log_find(at, (size_t)(end - at), ": ")); ) {
		before = last;
		last = at;
	}
	if (!before || !last)
		return;
	out->named = past_colours(before, last - 2);
	out->named_len = (size_t)(last - 2 - out->named);
}

/* "iommu: Adding device 81000.usb to group 3" */
static void added(const char *line, size_t len, struct log_line *out)
{
	const char *name = log_find(line, len, "iommu: Adding device ");
	const char *end = log_find(line, len, " to group ");

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
	const char *at = log_find(line, len, "SID=");
	uint64_t value;

	if (!s->context || !at || log_find(line, len, "Unhandled context fault") ||
	    !log_number(at, line + len, 16, &value))
		return false;
	s->context = false;
	*out = (struct log_line){ LOG_EVENT_CONTEXT_FAULT, LOG_STREAM, true,
				  (uint32_t)value & 0xffff, NULL, 0, false };
	return true;
}

/* "arm_smmu_context_fault: 83 callbacks suppressed": of ratelimited messages */
static bool suppressed(const char *line, size_t len, struct log_line *out)
{
	static const char *const functions[] = {
		"smmu_", "_iommu_", "tegra_mc_irq", "tegra30_mc_handle_irq", "viommu_", "apple_dart_",
	};

	if (!log_find(line, len, " callbacks suppressed"))
		return false;
	for (size_t n = 0; n < sizeof(functions) / sizeof(functions[0]); n++)
		if (log_find(line, len, functions[n])) {
			*out = (struct log_line){ LOG_EVENT_MISSED, LOG_NOBODY, false, 0, NULL, 0, false };
			return true;
		}
	return false;
}

/* "arm-smmu: probe of 5000000.iommu failed with error -22" */
static void probed(const char *line, size_t len, struct log_line *out)
{
	const char *end = log_find(line, len, " failed with error");

	out->named = log_find(line, len, "probe of ");
	out->named_len = end ? (size_t)(end - strlen(" failed with error") - out->named) : 0;
}

static bool known_text(struct log_earlier *s, const char *line, size_t len, struct log_line *out)
{
	for (const struct log_text *t = log_texts; t->text; t++) {
		uint32_t id = 0;

		if (!log_find(line, len, t->text) || (t->field && !field(line, len, t, &id)))
			continue;
		*out = (struct log_line){ t->event, t->who, t->field, id, NULL, 0,
					  !log_find(line, len, "ignoring dependency") };
		s->context = t->event == LOG_EVENT_CONTEXT_FAULT && !t->field;
		if (t->who == LOG_NAMED && t->event == LOG_EVENT_GROUP)
			added(line, len, out);
		else if (t->who == LOG_NAMED)
			named(line, len, out);
		if (!strcmp(t->text, "probe of "))
			probed(line, len, out);
		/* What the dwords before it said. */
		if (!s->raw || !t->field || id != s->sid || !log_find(line, len, "event: "))
			return true;
		return s->raw = false;
	}
	return false;
}

/* "[   12.3] arm-smmu-v3 9050000.smmuv3: ...": who prints it; syslog has more in
 * front, "Nov 28 08:00:00 host kernel: ". */
static uint64_t printer(const char *line, size_t len)
{
	const char *syslog = log_find(line, len, " kernel: "), *from = syslog ? syslog : line;
	const char *end = log_find(from, (size_t)(line + len - from), ": ");
	uint64_t hash = 14695981039346656037u;

	for (const char *at = from; end && at + 2 < end; at++)
		if (at[0] == ']' && at[1] == ' ')
			from = at + 2;
	for (; end && from < end; from++)
		hash = (hash ^ (uint8_t)*from) * 1099511628211u;
	return hash ? hash : 1;
}

static struct log_earlier *earlier_line(struct log_state *s, uint64_t device)
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
	return log_find(line, len, "0x") || log_find(line, len, "Unexpected global fault") ||
	       log_find(line, len, "GFSYNR1 ") || log_find(line, len, "Unhandled context fault");
}

bool log_line_read(struct log_state *all, const char *line, size_t len, struct log_line *out)
{
	struct log_earlier none = { 0 }, *s = &none;

	if (is_part(line, len))
		s = earlier_line(all, printer(line, len));
	if (raw_event(s, line, len, out) || global_fault(s, line, len, out) ||
	    late_stream(s, line, len, out) || larb_port(line, len, out) ||
	    riscv(line, len, out) || suppressed(line, len, out))
		return true;
	return known_text(s, line, len, out);
}
