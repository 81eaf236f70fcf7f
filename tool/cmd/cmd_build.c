/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/build_tree.h"
#include "artefacts/board.h"
#include "artefacts/directory.h"
#include "jobs/jobs.h"

static struct out messages;

static int usage(const char *message, const char *about)
{
	out_str(&messages, "iommuplan build: ");
	out_str(&messages, message);
	if (about)
		out_term(&messages, about);
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

static unsigned int artefact_bit(const char *name, size_t len)
{
	for (unsigned int i = 0; i < ARTEFACT_COUNT; i++)
		if (!strncmp(artefact_names[i], name, len) &&
		    !artefact_names[i][len])
			return 1u << i;
	return 0;
}

static int read_only(struct building *b, const char *list)
{
	unsigned int bit;
	size_t len;

	for (; list; list = list[len] ? list + len + 1 : NULL) {
		len = strcspn(list, ",");
		bit = artefact_bit(list, len);
		if (!bit)
			return usage("--only takes a list of dtb, dtbo, cmdline, "
				     "plan and check, with --target u-boot also env, "
				     "script and fit, with --policy also "
				     "runtime, unit, initramfs and dracut, not ",
				     list);
		b->which |= bit;
	}
	return EXIT_OK;
}

static int read_target(struct building *b)
{
	const struct options *o = b->o;

	if (b->which & ARTEFACTS_UBOOT && !o->target)
		return usage("--only names files that need --target u-boot: ",
			     o->only);
	if (o->target && b->alone)
		return usage("--target writes more than the one tree that --output "
			     "names: ", o->output);
	if (o->target && o->run.overlays.n)
		return usage("--target does not work with --overlay, as the board "
			     "loads the tree without it; merge them first (fdtoverlay): ",
			     o->run.overlays.names[0]);
	return EXIT_OK;
}

static bool names_tree(const char *path)
{
	size_t n = strlen(path);
	struct stat st;

	return n > 4 && !strcmp(path + n - 4, ".dtb") &&
	       (stat(path, &st) || !S_ISDIR(st.st_mode));
}

static int read_options(struct building *b)
{
	const struct options *o = b->o;
	int status = read_only(b, o->only);

	if (status)
		return status;
	if (!o->output)
		return usage("--output is missing: a directory, or FILE.dtb for "
			     "the tree alone", NULL);
	if (!strcmp(o->output, "-"))
		return usage("--output is a directory or FILE.dtb, not standard output: ",
			     o->output);
	if (o->first)
		return usage("--kernel must be one version, not a range: ",
			     o->kernel);
	b->alone = names_tree(o->output);
	if (b->alone && b->which & ~(1u << ARTEFACT_DTB))
		return usage("--only selects more than the one tree that --output "
			     "names: ", o->output);
	status = read_target(b);
	if (!b->which)
		b->which = ARTEFACTS_ALL | ARTEFACTS_RUNTIME |
			   (o->target ? ARTEFACTS_UBOOT : 0);
	return status;
}

static int build_alone(struct building *b, const struct options *expanded)
{
	int status;

	if (expanded->run.n_files > 1)
		return usage("--output names one file, but there are more "
			     "inputs: ", b->o->output);
	atomic_begin(&b->set, &messages);
	status = run_files(&expanded->run, STDOUT_FILENO, building_tree, b);
	if (status > EXIT_FINDINGS)
		atomic_abort(&b->set);
	else if (!atomic_commit(&b->set))
		status = EXIT_IO;
	return status;
}

static int build_files(struct building *b)
{
	struct options expanded = *b->o;
	int listed = stems_collect(&b->stems.files, &b->o->run, &messages), status;

	if (listed == EXIT_USAGE)
		return listed;
	expanded.run.labels = b->solving.file.policy.labels;
	expanded.run.files = b->stems.files.files.files;
	expanded.run.n_files = (unsigned int)b->stems.files.files.count;
	expanded.run.found = b->stems.files.files.found;
	if (!b->stems.files.files.count)
		return listed;
	if (b->alone) {
		status = build_alone(b, &expanded);
		return status > listed ? status : listed;
	}
	if (!directory_make(b->o->output, strlen(b->o->output), &messages))
		return EXIT_IO;
	if (!overwrite_open(&b->inputs, &b->o->run, &b->stems.files.files)) {
		out_str(&messages, "iommuplan build: out of memory\n");
		return EXIT_IO;
	}
	out_flush(&messages);
	status = run_files(&expanded.run, STDOUT_FILENO, building_tree, b);
	return status > listed ? status : listed;
}

int cmd_build(const struct options *o)
{
	static struct building b;
	int status;

	b.o = o;
	out_to_fd(&messages, STDERR_FILENO);
	status = read_options(&b);
	if (!status)
		status = kernel_open(&b.kernel, o, &messages);
	if (!status && o->policy)
		status = solving_open(&b.solving, o, &b.kernel, &messages);
	if (!status)
		status = build_files(&b);
	overwrite_close(&b.inputs);
	stems_free(&b.stems.files);
	solving_close(&b.solving);
	kernel_close(&b.kernel);
	out_flush(&messages);
	return status;
}
