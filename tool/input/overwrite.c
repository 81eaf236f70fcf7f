/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/overwrite.h"

#include <string.h>
#include <sys/stat.h>

#include "input/tree_check.h"

/* Something that is written, as far as it is there already. */
struct target {
	const char *name;
	struct stat st;
	struct out *diag;
};

/* A terminal or /dev/null is not overwritten, and a new file is no input. */
static bool open_target(struct target *t, const char *name, struct out *diag)
{
	t->name = name;
	t->diag = diag;
	return name && strcmp(name, "-") && !stat(name, &t->st) &&
	       S_ISREG(t->st.st_mode);
}

static int differs(const struct target *t, const char *input)
{
	struct stat st;

	if (!input || stat(input, &st) || st.st_dev != t->st.st_dev ||
	    st.st_ino != t->st.st_ino)
		return EXIT_OK;
	return check_say(t->diag, t->name, "is an input and would be "
			 "overwritten", EXIT_USAGE);
}

static int differs_from_all(const struct target *t, const char *const *inputs,
			    size_t n)
{
	int status = EXIT_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = differs(t, inputs[i]);
	return status;
}

/* What is read besides the trees. */
static int differs_from_options(const struct target *t, const struct options *o)
{
	const char *const single[] = {
		o->policy, o->from_policy, o->to_policy, o->kernel_config,
		o->from_config, o->to_config, o->pci, o->config, o->baseline,
	};
	int status = differs_from_all(t, single, sizeof(single) / sizeof(*single));

	if (!status)
		status = differs_from_all(t, o->overlays, o->n_overlays);
	if (!status)
		status = differs_from_all(t, o->sources, o->n_sources);
	return status;
}

int overwrite_check(const struct options *o, const struct input_list *files,
		    struct out *diag)
{
	const char *const names[] = { o->output, o->fix_overlay };
	bool annotates = !strcmp(o->command, "build");
	struct target t;
	int status = EXIT_OK;

	for (int i = 0; i < 2 && !status; i++) {
		if (!open_target(&t, names[i], diag))
			continue;
		status = differs_from_options(&t, o);
		if (!status && !annotates)
			status = differs_from_all(&t, (const char *const *)files->files,
						  files->count);
		if (!status && i)
			status = differs(&t, o->output);
	}
	return status;
}
