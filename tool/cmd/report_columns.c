// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* [VERSION=]DIR: a kernel, and the trees that are planned for it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/report_boards.h"
#include "input/tree_check.h"

static int usage(struct out *diag, const char *what, const char *about)
{
	out_str(diag, "iommuplan report: ");
	out_str(diag, what);
	if (about)
		out_term(diag, about);
	out_char(diag, '\n');
	return EXIT_USAGE;
}

/* A version in front of "=" is one; else all of it is the directory's name. */
static int read_argument(struct report_column *c, const char *arg, struct out *diag)
{
	const char *sign = strchr(arg, '=');
	struct kernel_version v;

	c->dir = arg;
	if (!sign || !kernel_version_read(arg, (size_t)(sign - arg), &v))
		return EXIT_OK;
	c->version = strndup(arg, (size_t)(sign - arg));
	if (!c->version)
		return check_say(diag, "report", "out of memory", EXIT_IO);
	options_kernel(&c->o, c->version);
	c->dir = sign + 1;
	return EXIT_OK;
}

static void label(struct report_column *c)
{
	char version[16];
	const char *name = strrchr(c->dir, '/');

	kernel_version_text(c->kernel.view.target.version, version);
	if (c->o.kernel)
		snprintf(c->label, sizeof(c->label), "%.80s", c->o.kernel);
	else
		snprintf(c->label, sizeof(c->label), "%s (%.64s)", version,
			 name && name[1] ? name + 1 : c->dir);
}

static int open_column(struct reporting *g, unsigned int n, struct out *diag)
{
	struct report_column *c = &g->columns[n];
	int status, directory;

	c->o = *g->o;
	status = read_argument(c, g->o->run.files[n], diag);
	if (status)
		return status;
	if (c->o.first)
		return usage(diag, "a directory belongs to one kernel version, not to ", c->o.kernel);
	directory = list_is_directory(c->dir);
	if (directory < 0)
		return check_say(diag, c->dir, strerror(errno), EXIT_IO);
	if (!directory)
		return usage(diag, "is not a directory: ", c->dir);
	status = kernel_open(&c->kernel, &c->o, diag);
	if (!status && c->o.policy)
		status = solving_open(&c->solving, &c->o, &c->kernel, diag);
	if (status)
		return status;
	label(c);
	c->side.o = &c->o.run;
	return list_add(&c->files, c->dir, diag);
}

/* Two directories under one kernel are distinguished by their names. */
static void report_apart(struct reporting *g)
{
	for (unsigned int n = 0; n < g->n; n++)
		for (unsigned int m = 0; m < n; m++)
			if (!strcmp(g->columns[n].label, g->columns[m].label)) {
				size_t len = strlen(g->columns[n].label);

				snprintf(g->columns[n].label + len,
					 sizeof(g->columns[n].label) - len, " [%u]", n + 1);
			}
}

int reporting_open(struct reporting *g, struct out *diag)
{
	int status = EXIT_OK;

	g->n = g->o->run.n_files;
	if (g->n > REPORT_KERNELS)
		return usage(diag, "too many directories, from ",
			     g->o->run.files[REPORT_KERNELS]);
	if (g->o->changed && g->n != 2)
		return usage(diag, "--diff takes two directories, OLD and NEW", NULL);
	for (unsigned int n = 0; n < g->n && !status; n++)
		status = open_column(g, n, diag);
	if (status)
		return status;
	report_apart(g);
	return report_boards_match(g) ? EXIT_OK :
	       check_say(diag, "report", "out of memory", EXIT_IO);
}

void reporting_close(struct reporting *g)
{
	for (unsigned int n = 0; n < g->n && n < REPORT_KERNELS; n++) {
		struct report_column *c = &g->columns[n];

		side_close(&c->side);
		solving_close(&c->solving);
		kernel_close(&c->kernel);
		list_free(&c->files);
		free(c->version);
	}
	for (size_t n = 0; n < g->n_boards; n++)
		free(g->boards[n].page);
	free(g->boards);
	free(g->by_file);
	free(g->newest);
	free(g->found);
}
