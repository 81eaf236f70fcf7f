// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "verify/report_it.h"

#include "render/json/plan_json.h"
#include "render/line.h"
#include "text/xml.h"

static void sentence(struct line *l, const char *capture)
{
	line_str(l, "please report this, and send the archive that 'iommuplan verify");
	line_str(l, capture ? " --capture " : "");
	line_str(l, capture ? capture : "");
	line_str(l, " --record FILE.tar' writes");
	line_str(l, capture ? "" : " when run as root on the affected system");
	line_str(l, " (" REPORT_IT_REMOVED ")");
}

void report_it(struct out *o, const char *capture)
{
	struct line l = { .text = NULL };

	sentence(&l, capture);
	out_term(o, line_text(&l));
	line_free(&l);
}

void report_it_xml(struct out *o, const char *capture)
{
	struct line l = { .text = NULL };

	sentence(&l, capture);
	out_xml(o, line_text(&l));
	line_free(&l);
}

void report_it_json(struct out *o, const char *key, const char *capture)
{
	struct line l = { .text = NULL };

	sentence(&l, capture);
	json_text(o, key, line_text(&l));
	line_free(&l);
}
