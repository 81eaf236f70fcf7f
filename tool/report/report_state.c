// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What all boards are like, at the top of the first page. */
#include "render/assign_verdict.h"
#include "report/report_model.h"
#include "text/xml.h"

/* Boards: of each, or of each pair, how many. */
struct state {
	uint32_t vendors, socs, none, attention, open, unknown;
	uint32_t causes[REPORT_CAUSES];
	uint32_t worst[3];		/* by the worst of their findings */
	uint32_t both, findings;	/* attention and findings; any finding */
	uint32_t guests, changed, unmet;
};

const char *report_cause_slug(enum report_cause cause)
{
	static const char *const slugs[REPORT_CAUSES] = {
		[REPORT_CAUSE_HOST] = "pci-hosts", [REPORT_CAUSE_GROUP] = "no-group",
		[REPORT_CAUSE_BLOCKED] = "blocked", [REPORT_CAUSE_IOMMU] = "iommus",
	};

	return slugs[cause];
}

const char *report_cause_words(enum report_cause cause)
{
	static const char *const words[REPORT_CAUSES] = {
		[REPORT_CAUSE_HOST] = "PCI hosts without iommu-map",
		[REPORT_CAUSE_GROUP] = "masters without an IOMMU group",
		[REPORT_CAUSE_BLOCKED] = "masters whose DMA is blocked or partly translated",
		[REPORT_CAUSE_IOMMU] = "IOMMUs that do not work or lack context banks",
	};

	return words[cause];
}

static bool has_guest(const struct report *r, const struct report_board *b)
{
	for (uint32_t n = b->parts; n < b->parts + b->n_parts; n++)
		if (report_column_is(r->parts[n], REPORT_PART_ASSIGN, assign_text(ASSIGN_YES)) ||
		    report_column_is(r->parts[n], REPORT_PART_ASSIGN, assign_text(ASSIGN_UNSAFE)))
			return true;
	return false;
}

static bool is_unmet(const struct report *r, const struct report_board *b)
{
	for (uint32_t n = b->verdicts; n < b->verdicts + b->n_verdicts; n++)
		if (!r->verdicts[n].met)
			return true;
	return false;
}

static void count_board(struct state *s, const struct report *r, const struct report_board *b)
{
	s->none += !b->iommus;
	s->attention += b->attention != 0;
	s->open += b->effects[IOP_EFFECT_OPEN] != 0;
	s->unknown += b->effects[IOP_EFFECT_UNKNOWN] != 0;
	for (unsigned int n = 0; n < REPORT_CAUSES; n++)
		s->causes[n] += b->causes[n] != 0;
	for (unsigned int n = 0; n < 3; n++)
		if (b->severities[n]) {
			s->worst[n]++;
			break;
		}
	s->findings += b->n_findings != 0;
	s->both += b->attention && b->n_findings;
	s->guests += has_guest(r, b);
	s->changed += b->n_changes != 0;
	s->unmet += is_unmet(r, b);
}

static void count_all(struct state *s, const struct report *r)
{
	for (uint32_t n = 0; n < r->n_boards; n++)
		count_board(s, r, &r->boards[n]);
	for (uint32_t n = 0; n < r->n_boards; n = report_vendor_end(r, n))
		s->vendors++;
	for (uint32_t n = 0; n < r->n_boards; n = report_soc_end(r, n))
		s->socs++;
}

/* "4 boards WHAT", a link to @to where there is one. */
static void boards(struct out *o, uint32_t n, const char *to, const char *one, const char *many)
{
	if (n)
		out_fmt(o, "<a href=\"%s\">", to);
	out_count(o, n, one, many);
	if (n)
		out_str(o, "</a>");
}

static void term(struct out *o, const char *what)
{
	out_fmt(o, "</dd>\n<dt>%s</dt><dd>", what);
}

static void sentence(struct out *o, const struct report *r, const struct state *s)
{
	out_fmt(o, "<p class=\"state\">Of %u %s, %u need attention, %u have no IOMMU, and %u have "
		"one and do not need attention.</p>\n", (unsigned int)r->n_boards,
		r->n_boards == 1 ? "board" : "boards", (unsigned int)s->attention,
		(unsigned int)s->none, (unsigned int)(r->n_boards - s->none - s->attention));
}

static void size(struct out *o, const struct report *r, const struct state *s)
{
	out_fmt(o, "<dl><dt>Boards</dt><dd>%u, of ", (unsigned int)r->n_boards);
	out_count(o, s->vendors, "vendor", "vendors");
	out_str(o, " and ");
	out_count(o, s->socs, "SoC", "SoCs");
	term(o, "Kernels");
	out_str(o, "Linux ");
	for (uint32_t n = 0; n < r->n_labels; n++) {
		out_str(o, n ? ", " : "");
		out_xml(o, r->labels[n]);
	}
	if (r->n_labels > 1)
		out_str(o, "; each board is counted under the newest kernel that has it");
}

static void dma(struct out *o, const struct state *s)
{
	const char *sign = ", for one or more reasons: ";

	term(o, "DMA");
	boards(o, s->attention, "dma.html#attention", "board needs attention",
	       "boards need attention");
	for (unsigned int n = 0; n < REPORT_CAUSES; n++) {
		if (!s->causes[n])
			continue;
		out_fmt(o, "%s%u with %s", sign, (unsigned int)s->causes[n], report_cause_words(n));
		sign = ", ";
	}
	out_str(o, "<br>");
	boards(o, s->none, "dma.html#no-iommu", "board has no IOMMU in its tree",
	       "boards have no IOMMU in their trees");
	out_str(o, "<br>");
	boards(o, s->open, "dma.html#open",
	       "board has devices whose DMA is not translated though the tree has an IOMMU",
	       "boards have devices whose DMA is not translated though the tree has an IOMMU");
	out_str(o, "<br>");
	boards(o, s->unknown, "dma.html#unknown", "board has devices whose DMA is unknown",
	       "boards have devices whose DMA is unknown");
}

/* How both counts are related: one is of the plan, one of the tree. */
static void findings(struct out *o, const struct state *s)
{
	term(o, "Findings");
	boards(o, s->findings, "findings.html", "board has findings in its tree",
	       "boards have findings in their trees");
	if (!s->findings)
		return;
	out_fmt(o, ": the worst is an error on %u, a warning on %u, a note on %u<br>",
		(unsigned int)s->worst[IOP_ERROR], (unsigned int)s->worst[IOP_WARNING],
		(unsigned int)s->worst[IOP_NOTE]);
	out_fmt(o, "Attention is about DMA under this kernel, findings are about the tree: %u have "
		"both, %u need attention without a finding, %u have findings only",
		(unsigned int)s->both, (unsigned int)(s->attention - s->both),
		(unsigned int)(s->findings - s->both));
}

void report_state(struct out *o, const struct report *r)
{
	struct state s = { .vendors = 0 };

	count_all(&s, r);
	sentence(o, r, &s);
	size(o, r, &s);
	dma(o, &s);
	findings(o, &s);
	term(o, "Virtual machines");
	boards(o, s.guests, "guests.html", "board has devices that VFIO can assign to a guest",
	       "boards have devices that VFIO can assign to a guest");
	if (r->n_labels > 1) {
		term(o, "Changes");
		boards(o, s.changed, "changes.html", "board changes between kernels",
		       "boards change between kernels");
	}
	if (r->policy) {
		term(o, "Policy");
		boards(o, s.unmet, "policy.html", "board does not meet it under one of these kernels",
		       "boards do not meet it under one of these kernels");
	}
	out_str(o, "</dd></dl>\n");
}
