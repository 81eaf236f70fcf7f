/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "input/overwrite.h"
#include "cmd/diff_sides.h"
#include "cmd/output.h"
#include "input/temp.h"
#include "input/tree_check.h"
#include "jobs/jobs.h"
#include "render/diff/markdown_fit.h"

static struct out messages;

static int usage(const char *message, const char *about)
{
	out_str(&messages, "iommuplan diff: ");
	out_str(&messages, message);
	if (about)
		out_term(&messages, about);
	out_char(&messages, '\n');
	return EXIT_USAGE;
}

static render_diff_fn *renderer(const char *format)
{
	static const struct { const char *name; render_diff_fn *render; } all[] = {
		{ "text", render_diff_text },
		{ "json", render_diff_json },
		{ "markdown", render_diff_markdown },
	};

	if (!format)
		return render_diff_text;
	for (unsigned int i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!strcmp(format, all[i].name))
			return all[i].render;
	return NULL;
}

/* Files that are only in the new directory are reported without being read. */
static int added_files(const struct differing *d, int fd, int status)
{
	static struct out out;

	out_to_fd(&out, fd);
	for (size_t i = d->pairs.with_old; i < d->pairs.count; i++)
		status = worst_of(status, differing_alone(d, &out, NULL,
							  d->pairs.list[i].new));
	return out_flush(&out) ? status : output_failed(d->o->output, out.error, &messages);
}

static int diff_all(struct differing *d, int fd, bool *whole)
{
	struct options expanded;
	int status;

	if (d->pairs.trees) {
		d->side_options[0].run.found = d->pairs.old.found;
		d->side_options[1].run.found = d->pairs.new.found;
	}
	expanded = d->side_options[0];

	expanded.run.files = d->one_tree ? d->o->run.files : d->pairs.old.files;
	expanded.run.n_files = d->one_tree ? 1 :
			   (unsigned int)d->pairs.old.count;
	status = run_files_whole(&expanded.run, fd, differing_tree, d, whole);
	return *whole ? added_files(d, fd, status) : status;
}

/* What all trees have, as a comment that a forge takes: the sum comes first. */
static int diff_comment(struct differing *d, int fd, bool *whole)
{
	static struct out out;
	struct block text = { .base = NULL };
	int kept = temp_open(), status = EXIT_IO;

	*whole = false;
	if (kept < 0)
		return check_say(&messages, "diff", strerror(errno), EXIT_IO);
	status = diff_all(d, kept, whole);
	if (*whole && lseek(kept, 0, SEEK_CUR) > 0) {
		*whole = !lseek(kept, 0, SEEK_SET) && !block_read(&text, kept, INPUT_MAX, 0);
		out_to_fd(&out, fd);
		*whole = *whole && markdown_fit(&out, (const char *)text.base, text.used) &&
			 out_flush(&out);
		status = *whole ? status : EXIT_IO;
	}
	block_drop(&text);
	close(kept);
	return status;
}

static int write_diff(struct differing *d)
{
	struct output output;
	int status = overwrite_check(&d->o->run, &d->pairs.new, &messages);
	bool whole;

	if (!status)
		status = output_open(&output, d->o->output, &messages);
	if (status)
		return status;
	d->colour = options_colour(d->o, output.fd);
	status = d->render == render_diff_markdown ? diff_comment(d, output.fd, &whole) :
						     diff_all(d, output.fd, &whole);
	return output_close(&output, whole, status);
}

static bool sides_differ(const struct options *o)
{
	return o->first || o->from_kernel || o->to_kernel || o->from_config ||
	       o->to_config || o->from_policy || o->to_policy;
}

static int open_inputs(struct differing *d)
{
	const struct options *o = d->o;

	if (o->run.n_files > 2)
		return usage("more than two trees: ", o->run.files[2]);
	d->one_tree = o->run.n_files == 1;
	if (d->one_tree && !sides_differ(o))
		return usage("nothing to compare: two trees, two kernels "
			     "(-k 6.1..7.2) or two policies are needed", NULL);
	if (d->one_tree)
		return EXIT_OK;
	if (!strcmp(o->run.files[0], "-") && !strcmp(o->run.files[1], "-"))
		return usage("standard input is one tree, not two", NULL);
	return pairs_collect(&d->pairs, o->run.files[0], o->run.files[1], &messages);
}

int cmd_diff(const struct options *o)
{
	static struct differing d;
	int status, listed;

	d.o = o;
	d.render = renderer(o->format);
	out_to_fd(&messages, STDERR_FILENO);
	listed = d.render ? open_inputs(&d) :
		 usage("--format must be one of text, json, markdown: ", o->format);
	status = listed == EXIT_USAGE ? listed : differing_open(&d, &messages);
	out_flush(&messages);
	/* Where nothing could be listed there is nothing to write. */
	if (!status && (!listed || d.one_tree || d.pairs.count))
		status = write_diff(&d);
	status = worst_of(listed, status);
	differing_close(&d);
	out_flush(&messages);
	return status;
}
