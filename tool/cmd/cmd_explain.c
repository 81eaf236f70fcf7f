// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>
#include <unistd.h>

#include "lint/severity.h"
#include "lint/rule_pages.h"
#include "cli/options.h"
#include "text/out.h"

static struct out text, messages;

static void list_rules(void)
{
	for (unsigned int r = 0; r < IOP_RULE_COUNT; r++) {
		const struct iop_rule_info *rule = &iop_rules[r];

		out_str(&text, rule->slug);
		out_pad(&text, 34 - (int)strlen(rule->slug));
		out_char(&text, ' ');
		out_str(&text, iop_severity_name(rule->severity));
		out_pad(&text, 8 - (int)strlen(iop_severity_name(rule->severity)));
		out_str(&text, iop_holder_name(rule->holder));
		out_pad(&text, 9 - (int)strlen(iop_holder_name(rule->holder)));
		out_str(&text, rule->title);
		out_char(&text, '\n');
	}
}

static const char *page_of(const char *slug)
{
	for (const struct rule_page *p = rule_pages; p->slug; p++)
		if (!strcmp(p->slug, slug))
			return p->text;
	return NULL;
}

static int explain(const char *slug)
{
	const char *page = rule_named(slug) < IOP_RULE_COUNT ? page_of(slug) : NULL;

	if (page) {
		out_str(&text, page);
		return EXIT_OK;
	}
	out_str(&messages, "iommuplan explain: '");
	out_term(&messages, slug);
	out_str(&messages, "' is no rule ('iommuplan explain' lists them)\n");
	return EXIT_USAGE;
}

int cmd_explain(const struct options *o)
{
	int status = EXIT_OK, one;

	out_to_fd(&text, STDOUT_FILENO);
	out_to_fd(&messages, STDERR_FILENO);
	if (!o->run.n_files)
		list_rules();
	for (unsigned int n = 0; n < o->run.n_files; n++) {
		one = explain(o->run.files[n]);
		status = one > status ? one : status;
	}
	out_flush(&messages);
	return out_flush(&text) ? status : EXIT_IO;
}
