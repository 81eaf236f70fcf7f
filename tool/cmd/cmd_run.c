// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/options.h"
#include "cmd/document_file.h"
#include "cmd/output.h"
#include "input/depends.h"

static struct out messages, rule;

/* What is read as YAML, which does not know of this. */
static void add_schemas(const char *dir)
{
	static const char *const below[] = { "", "/drivers" };
	char path[4096];

	for (int n = 0; n < 2; n++) {
		DIR *d;
		struct dirent *e;

		snprintf(path, sizeof(path), "%s%s", dir, below[n]);
		d = opendir(path);
		while (d && (e = readdir(d))) {
			size_t len = strlen(e->d_name);

			if (len < 5 || strcmp(e->d_name + len - 5, ".yaml"))
				continue;
			if (snprintf(path, sizeof(path), "%s%s/%s", dir, below[n], e->d_name) <
			    (int)sizeof(path))
				depends_add(path);
		}
		if (d)
			closedir(d);
	}
}

static void add_read(const struct options *o)
{
	struct stat st;

	for (size_t n = 0; n < sizeof(o->run.reads) / sizeof(o->run.reads[0]); n++)
		if (o->run.reads[n] && !stat(o->run.reads[n], &st) && S_ISREG(st.st_mode))
			depends_add(o->run.reads[n]);
	for (unsigned int n = 0; n < o->schema_dirs.n; n++)
		add_schemas(o->schema_dirs.names[n]);
}

/* "DIR/board.iommu.dtb" of the first FILE, "DIR/index.html" of a report, which is
 * written last; of plan, lint and diff the file of -o. */
static char *target(const struct options *o)
{
	const char *file = o->run.files[0], *slash = strrchr(file, '/'), *dot;
	size_t len = strlen(o->output), size;
	char *text;

	if (!strcmp(o->run.command, "report"))
		return document_path(o->output, "index.html");
	if (!o->run.in_place || (len > 4 && !strcmp(o->output + len - 4, ".dtb")))
		return strdup(o->output);
	file = slash ? slash + 1 : file;
	dot = strrchr(file, '.');
	size = len + strlen(file) + 16;
	text = malloc(size);
	if (text)
		snprintf(text, size, "%s/%.*s.iommu.dtb", o->output,
			 (int)(dot && dot != file ? dot - file : (long)strlen(file)), file);
	return text;
}

static int write_depfile(const struct options *o)
{
	char *name = target(o);
	struct output output;
	int status;

	if (!name)
		return output_failed(o->depfile, ENOMEM, &messages);
	status = output_open(&output, o->depfile, &messages);
	if (!status) {
		add_read(o);
		out_to_fd(&rule, output.fd);
		depends_write(&rule, name);
		status = output_finish(&output, &rule, EXIT_OK, &messages);
	}
	free(name);
	out_flush(&messages);
	return status;
}

/* What the trees read is known to the process that reads them. */
static int with_depfile(const struct command *c, const struct options *o)
{
	struct options alone = *o;
	int status, wrote;

	out_to_fd(&messages, STDERR_FILENO);
	if (!o->output) {
		out_str(&messages, "iommuplan ");
		out_str(&messages, c->name);
		out_str(&messages, ": --depfile needs --output, whose rule it is\n");
		out_flush(&messages);
		return EXIT_USAGE;
	}
	depends_begin();
	alone.run.jobs = 1;
	status = c->run(&alone);
	if (status > EXIT_FINDINGS)
		return status;
	wrote = write_depfile(o);
	return wrote ? wrote : status;
}

int cmd_run(const struct command *c, const struct options *o)
{
	if (o->if_changed)
		atomic_if_changed();
	return o->depfile ? with_depfile(c, o) : c->run(o);
}
