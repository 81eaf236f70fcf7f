// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "artefacts/check/check_script.h"

#include <string.h>


static const char body[] =
#include "check/check.sh.inc"
;

static void quote(struct out *o, const char *s)
{
	out_char(o, ' ');
	out_shell(o, s);
}

/* What a test is called: no character that KTAP or a terminal acts on. */
static void label(struct out *o, const struct expect_device *d)
{
	out_str(o, " '");
	for (const char *s = d->path; *s; s++)
		out_char(o, *s > ' ' && *s < 0x7f && !strchr("'\\#", *s) ? *s : '?');
	if (d->rid)
		out_fmt(o, " function %s", d->rid);
	out_str(o, "'\n");
}

static void not_reported(struct out *o, const char *why, const struct expect_device *d)
{
	out_str(o, "not_reported");
	quote(o, why);
	label(o, d);
}

static void one(struct out *o, const struct expect_device *d)
{
	if (d->behind || d->rid) {
		not_reported(o, "how devices behind a host are grouped depends on the topology of the bus", d);
	} else if (!d->certain) {
		not_reported(o, "the plan is not certain", d);
	} else if (d->group) {
		out_str(o, "in_group ");
		out_str(o, d->group);
		quote(o, d->domain ? d->domain : "unknown");
		quote(o, d->path);
		label(o, d);
	} else {
		out_str(o, "no_group");
		quote(o, d->reason ? d->reason : "unknown");
		quote(o, d->path);
		label(o, d);
	}
}

void check_script(struct out *o, const struct expected *e, const char *generator)
{
	const char *licence = strchr(strchr(body, '\n') + 1, '\n') + 1;

	out_mem(o, body, (size_t)(licence - body));
	out_fmt(o, "# Made by %s for Linux %s.\n", generator, e->kernel ? e->kernel : "unknown");
	out_str(o, licence);
	out_fmt(o, "by_driver=%d\necho 'KTAP version 1'\necho 1..%zu\n", e->by_driver,
		e->devices.count);
	out_fmt(o, "echo \"# planned for Linux %s, running $(uname -r)\"\n",
		e->kernel ? e->kernel : "unknown");
	for (size_t n = 0; n < e->devices.count; n++)
		one(o, &expect_devices(e)[n]);
	out_str(o, "exit $bad\n");
}
