// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "config/choose_version.h"

#include <stdio.h>
#include <string.h>

#include "input/input.h"

void kernel_version_text(iop_version v, char *buf)
{
	unsigned int patch = v & 0xffff;

	if (patch && patch != IOP_VERSION_PATCH_ANY)
		snprintf(buf, 16, "%u.%u.%u", v >> 24, v >> 16 & 0xff, patch);
	else
		snprintf(buf, 16, "%u.%u", v >> 24, v >> 16 & 0xff);
}

static void begin(const struct kernel_ask *a, struct out *diag)
{
	if (a->file) {
		input_diag(diag, a->file);
		out_str(diag, "its kernel ");
	} else {
		out_str(diag, "iommuplan: --kernel ");
	}
	out_term(diag, a->text);
}

static int refuse(const struct kernel_ask *a, struct out *diag, const char *wrong,
		  iop_version bound)
{
	char text[16];

	kernel_version_text(bound, text);
	begin(a, diag);
	out_str(diag, wrong);
	out_str(diag, text);
	if (a->file)
		out_str(diag, " (--kernel gives a different one)");
	input_diag_end(diag);
	return a->file ? EXIT_TREE : EXIT_USAGE;
}

/* Was there ever a version such as 5.20? Its first number's last one decides. */
static bool never_was(const struct kernel_choice *k, iop_version v, iop_version *last)
{
	const char *list = iop_list_infos[IOP_L_LAST_RELEASES].name;
	const struct iop_item *end, *item = iop_items(&k->facts->drivers[0], list, &end);

	for (; item < end; item++)
		if (iop_version_parse(item->name, 0, last) &&
		    *last >> 24 == v >> 24 && v >> 16 > *last >> 16)
			return true;
	return false;
}

static void remark_newer(const struct kernel_choice *k, const struct kernel_ask *a, struct out *diag)
{
	char text[16];

	if (k->o->run.quiet)
		return;
	kernel_version_text(k->facts->newest | IOP_VERSION_PATCH_ANY, text);
	begin(a, diag);
	out_fmt(diag, " is newer than the newest known: planned as Linux %s", text);
	input_diag_end(diag);
}

static int check_version(const struct kernel_choice *k, const struct kernel_ask *a, iop_version v,
			 struct out *diag)
{
	iop_version newest = k->facts->newest | IOP_VERSION_PATCH_ANY, last;

	if (v < k->facts->oldest)
		return refuse(a, diag, " is older than the oldest known, Linux ",
			      k->facts->oldest);
	if (never_was(k, v, &last))
		return refuse(a, diag, " was never released: the last one with this major number is Linux ",
			      last);
	if (v > newest && (k->o->strict_version || (a->first && v == a->first)))
		return refuse(a, diag, " is newer than the newest known, Linux ", newest);
	return EXIT_OK;
}

/* A newer stable release of the newest series still behaves like it. */
int kernel_choose_version(struct kernel_choice *k, const struct kernel_ask *a, struct out *diag)
{
	iop_version newest = k->facts->newest | IOP_VERSION_PATCH_ANY;
	struct iop_target *t = &k->view.target;
	int status = EXIT_OK;

	t->version = newest;
	if (!a->text)
		return EXIT_OK;
	if (a->first)
		status = check_version(k, a, a->first, diag);
	if (!status)
		status = check_version(k, a, a->version, diag);
	if (status)
		return status;
	if (a->version > newest) {
		t->asked = a->version;
		remark_newer(k, a, diag);
	} else {
		t->version = a->version;
	}
	if (a->vendor && t->version < newest)
		t->backports = newest;
	return EXIT_OK;
}
