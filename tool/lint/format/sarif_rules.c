// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>

#include "lint/rule_pages.h"
#include "lint/format/sarif.h"
#include "render/json/plan_json.h"

static const char *page_of(const char *slug)
{
	for (const struct rule_page *p = rule_pages; p->slug; p++)
		if (!strcmp(p->slug, slug))
			return p->text;
	return "";
}

/* The page's first paragraph, below its title. */
static void first_paragraph(struct out *o, const char *page)
{
	const char *from = strstr(page, "\n\n");
	const char *to = from ? strstr(from + 2, "\n\n") : NULL;

	from = from ? from + 2 : page;
	out_json_mem(o, from, to ? (size_t)(to - from) : strlen(from));
}

/* "iommus-short-specifier" as IommusShortSpecifier, which SARIF calls its name. */
static void name(struct out *o, const char *slug)
{
	bool capital = true;

	out_char(o, '"');
	for (; *slug; slug++) {
		if (*slug != '-')
			out_char(o, capital && *slug >= 'a' && *slug <= 'z' ?
				    (char)(*slug - 'a' + 'A') : *slug);
		capital = *slug == '-';
	}
	out_char(o, '"');
}

static void rule(struct out *o, const struct iop_rule_info *r)
{
	const char *page = page_of(r->slug);

	out_str(o, "\n{\"id\":");
	out_json(o, r->slug);
	out_str(o, ",\"name\":");
	name(o, r->slug);
	out_str(o, ",\"shortDescription\":{\"text\":");
	out_json(o, r->title);
	out_str(o, "},\"fullDescription\":{\"text\":");
	first_paragraph(o, page);
	out_str(o, "},\"help\":{\"text\":");
	out_json(o, page);
	out_str(o, ",\"markdown\":");
	out_json(o, page);
	out_str(o, "},\"defaultConfiguration\":{\"level\":");
	out_json(o, iop_severity_name(r->severity));
	out_str(o, "},\"properties\":{\"tags\":[\"device-tree\",\"iommu\",");
	out_json(o, iop_consumer_name(r->consumer));
	out_str(o, "]}}");
}

void sarif_tool(struct out *o, const struct lint_totals *t)
{
	bool any = false;

	out_str(o, "\"tool\":{\"driver\":{\"name\":\"iommuplan\",\"version\":\""
		IOP_VERSION_TEXT "\",\"rules\":[");
	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++) {
		if (!t->found[r])
			continue;
		if (any)
			out_char(o, ',');
		any = true;
		rule(o, &iop_rules[r]);
	}
	out_str(o, "]}}");
}
