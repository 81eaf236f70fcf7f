/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/runtime/runtime.h"

#include <string.h>

#include "model/lookup.h"
#include "text/out.h"

#define PATH_MAX_SHOWN 4096	/* Linux opens no longer one */

static const char body[] =
#include "runtime/runtime.sh.inc"
;
static const char unit[] =
#include "runtime/runtime.service.inc"
;
static const char initramfs[] =
#include "runtime/initramfs-tools.sh.inc"
;
static const char dracut[] =
#include "runtime/dracut.sh.inc"
;

static bool is_plain(char c)
{
	return c > ' ' && c < 0x7f && c != '\'' && c != '\\';
}

/* What messages call it, where its path would be a terminal's command. */
static void label(struct out *o, const char *path)
{
	const char *s = path;

	while (is_plain(*s))
		s++;
	if (!*s)
		return;
	out_str(o, " '");
	for (s = path; *s; s++)
		out_char(o, is_plain(*s) ? *s : '?');
	out_char(o, '\'');
}

static void member(struct out *o, const struct iop_plan *p,
		   const struct iop_device *d, uint8_t type)
{
	static char path[PATH_MAX_SHOWN];
	bool function = d->child != IOP_NONE && !iop_is_context(d);
	uint32_t node = function && d->host != IOP_NONE ? d->host : d->node;

	iop_node_path(p->tree, node, path, sizeof(path));
	out_str(o, function ? "\twant_function " :
		   d->child != IOP_NONE ? "\twant_context " :
		   d->requesters ? "\twant_behind " : "\twant ");
	out_shell(o, iop_words[type]);
	out_char(o, ' ');
	out_shell(o, path);
	if (function)
		out_fmt(o, " '%02x:%02x.%x'", d->child >> 8,
			d->child >> 3 & 31, d->child & 7);
	else if (d->child != IOP_NONE)
		out_fmt(o, " %u", d->child);
	label(o, path);
	out_char(o, '\n');
}

/* After the line with the licence: the program that wrote it. */
static void file(struct out *o, const char *generator, const char *text)
{
	const char *rest = strchr(strstr(text, "SPDX"), '\n') + 1;

	out_mem(o, text, (size_t)(rest - text));
	out_str(o, "# Made by ");
	out_str(o, generator);
	out_char(o, '\n');
	out_str(o, rest);
}

void runtime_script(struct out *o, const struct runtime_input *in)
{
	file(o, in->generator, body);
	out_str(o, "levers()\n{\n");
	for (uint32_t n = 0; n < in->n_writes; n++) {
		const struct iop_write *v = &in->writes[n];
		uint32_t i = iop_group_of(in->plan, v->group)->first;

		for (; i != IOP_NONE; i = in->plan->devices[i].next)
			member(o, in->plan, &in->plan->devices[i], v->type);
	}
	/* A function of nothing is a mistake of syntax. */
	out_str(o, in->n_writes ? "}\n" : "\t:\n}\n");
	out_str(o, "\nfor pass in find check set; do\n\tlevers\n"
		"\t[ $failed = 0 ] || exit 1\ndone\n");
}

void runtime_unit(struct out *o, const char *generator)
{
	file(o, generator, unit);
}

void runtime_initramfs(struct out *o, const char *generator)
{
	file(o, generator, initramfs);
}

void runtime_dracut(struct out *o, const char *generator)
{
	file(o, generator, dracut);
}
