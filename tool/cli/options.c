/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/examples.h"
#include "cli/kernel_version.h"
#include "text/did_you_mean.h"
#include "text/out.h"

struct parser {
	struct options *o;
	const struct command *c;
	int argc;
	char **argv;
	int at;			/* next argument to read */
	const char *letters;	/* rest of a "-abc", or NULL */
};

/* Usage errors are rare and come before any other output. */
static struct out usage;

static enum options_result complain(const struct command *c, const char *what,
				    const char *value, const char *wrong)
{
	out_to_fd(&usage, STDERR_FILENO);
	out_str(&usage, "iommuplan ");
	out_str(&usage, c->name);
	out_str(&usage, ": ");
	out_term(&usage, what);
	if (value) {
		out_str(&usage, " '");
		out_term(&usage, value);
		out_char(&usage, '\'');
	}
	out_char(&usage, ' ');
	out_str(&usage, wrong);
	out_str(&usage, " (see 'iommuplan ");
	out_str(&usage, c->name);
	out_str(&usage, " --help')\n");
	out_flush(&usage);
	return OPTIONS_BAD;
}

/* An option that is not there, and the one that may be meant. */
static enum options_result complain_nearest(const struct command *c, const char *arg, size_t len)
{
	char asked[64] = "", wrong[96] = "is not an option of this command";
	struct nearest near;

	strncat(asked, arg + 2, len - 2 < sizeof(asked) - 1 ? len - 2 : sizeof(asked) - 1);
	nearest_begin(&near, asked);
	for (const struct option_row *r = option_rows; r->name; r++)
		if (r->commands & c->bit)
			nearest_offer(&near, r->name);
	if (near.word)
		snprintf(wrong, sizeof(wrong), "is not an option of this command; did you mean "
			 "--%s?", near.word);
	return complain(c, arg, NULL, wrong);
}

static const struct option_row *row_named(const struct command *c,
					  const char *name, size_t len)
{
	const struct option_row *r;

	for (r = option_rows; r->name; r++)
		if (r->commands & c->bit && strlen(r->name) == len &&
		    !memcmp(r->name, name, len))
			return r;
	return NULL;
}

static const struct option_row *row_lettered(const struct command *c, char l)
{
	const struct option_row *r;

	for (r = option_rows; r->name; r++)
		if (r->commands & c->bit && r->letter == l)
			return r;
	return NULL;
}

/* The only thing wrong with an option that is not the user's mistake. */
static const char no_memory[] = "does not fit into memory";

static const char *add_word(struct parser *p, struct name_list *l, const char *word)
{
	if (!l->names)
		l->names = calloc((size_t)p->argc + 1, sizeof(*l->names));
	if (!l->names)
		return no_memory;
	l->names[l->n++] = word;
	return NULL;
}

static const char *store(struct parser *p, const struct option_row *r, const char *value)
{
	void *field = (char *)p->o + r->at;

	switch (r->kind) {
	case OPTION_CALL:
		return r->take(p->o, value);
	case OPTION_FLAG:
		*(bool *)field = true;
		return NULL;
	case OPTION_LIST:
		return add_word(p, field, value);
	case OPTION_PATH:
	case OPTION_TEXT:
		*(const char **)field = value;
		break;
	}
	return r->kind == OPTION_TEXT || (value && *value) ? NULL : "is not a file name";
}

static enum options_result act(struct parser *p, const struct option_row *r,
			       const char *value)
{
	const char *wrong;
	char shown[32] = "--";

	if (r->kind == OPTION_CALL && !r->take)
		return r->letter == 'h' ? OPTIONS_HELP : OPTIONS_VERSION;
	wrong = store(p, r, value);
	strncat(shown, r->name, sizeof(shown) - 3);
	if (wrong)
		complain(p->c, shown, value, wrong);
	return wrong == no_memory ? OPTIONS_NO_MEMORY : wrong ? OPTIONS_BAD : OPTIONS_RUN;
}

/* The argument that follows as a word of its own, or NULL. */
static const char *next_word(struct parser *p)
{
	return p->at < p->argc ? p->argv[p->at++] : NULL;
}

static enum options_result long_option(struct parser *p, const char *arg)
{
	const char *value = strchr(arg, '=');
	size_t len = value ? (size_t)(value - arg) : strlen(arg);
	const struct option_row *r = row_named(p->c, arg + 2, len - 2);

	if (!r)
		return complain_nearest(p->c, arg, len);
	if (value)
		value++;
	if (value && !r->argument)
		return complain(p->c, arg, NULL, "takes no argument");
	if (!value && r->argument) {
		value = next_word(p);
		if (!value)
			return complain(p->c, arg, NULL, "needs an argument");
	}
	return act(p, r, value);
}

/* One letter of a run such as -qj4; its argument is the rest or the next word. */
static enum options_result short_option(struct parser *p)
{
	char shown[] = { '-', *p->letters++, 0 };
	const struct option_row *r = row_lettered(p->c, shown[1]);
	const char *value = NULL;

	if (!*p->letters)
		p->letters = NULL;
	if (!r)
		return complain(p->c, shown, NULL,
				"is not an option of this command");
	if (r->argument) {
		value = p->letters ? p->letters : next_word(p);
		p->letters = NULL;
		if (!value)
			return complain(p->c, shown, NULL, "needs an argument");
	}
	return act(p, r, value);
}

static bool reads_stdin(const struct options *o)
{
	for (unsigned int i = 0; i < o->run.n_files; i++)
		if (!strcmp(o->run.files[i], "-"))
			return true;
	return false;
}

enum options_result options_parse(struct options *o, const struct command *c,
				  int argc, char **argv)
{
	/* cppcheck-suppress ctuuninitvar ; only its address is kept before memset() */
	struct parser p = { o, c, argc, argv, 0, NULL };
	enum options_result result = OPTIONS_RUN;
	bool ended = false;

	memset(o, 0, sizeof(*o));
	o->run.command = c->name;
	o->run.jobs = 1;
	o->run.files = argv;
	while (result == OPTIONS_RUN && (p.letters || p.at < argc)) {
		char *arg;

		if (p.letters) {
			result = short_option(&p);
			continue;
		}
		arg = argv[p.at++];
		if (ended || *arg != '-' || !arg[1])
			argv[o->run.n_files++] = arg;
		else if (!strcmp(arg, "--"))
			ended = true;
		else if (arg[1] == '-')
			result = long_option(&p, arg);
		else
			p.letters = arg + 1;
	}
	options_roles(o);
	if (result == OPTIONS_RUN && o->pci && !strcmp(o->pci, "-") && reads_stdin(o))
		return complain(c, "--pci", "-", "is standard input, and so is a FILE");
	if (result == OPTIONS_RUN && !o->run.n_files && !c->no_files)
		return complain(c, "no FILE", NULL, "was given");
	return result;
}

void options_roles(struct options *o)
{
	const char *const reads[] = {
		o->policy, o->from_policy, o->to_policy, o->kernel_config,
		o->kernel_file, kernel_version_file(o->from_kernel),
		kernel_version_file(o->to_kernel), o->from_config, o->to_config, o->pci, o->config,
		o->baseline, o->new_since,
		o->log, o->board, o->capture, o->against,
	};

	memcpy(o->run.reads, reads, sizeof(reads));
	o->run.writes[0] = o->output;
	o->run.writes[1] = o->fix_overlay;
	o->run.writes[2] = o->depfile;
	o->run.writes[3] = o->record;
	o->run.writes[RUN_UPDATED] = o->update_baseline ? o->baseline : NULL;
	o->run.schema_dirs = o->schema_dirs;
	o->run.in_place = !strcmp(o->run.command, "build");
}

void options_free(struct options *o)
{
	for (const struct option_row *r = option_rows; r->name; r++) {
		struct name_list *l = (void *)((char *)o + r->at);

		if (r->kind != OPTION_LIST)
			continue;
		free(l->names);
		*l = (struct name_list){ NULL, 0 };
	}
}

static void help_row(struct out *out, const struct option_row *r)
{
	int width = 6 + (int)strlen(r->name);

	out_str(out, r->letter ? "  -" : "    ");
	if (r->letter) {
		out_char(out, r->letter);
		out_char(out, ',');
		out_char(out, ' ');
	} else {
		out_str(out, "  ");
	}
	out_str(out, "--");
	out_str(out, r->name);
	if (r->argument) {
		out_char(out, ' ');
		out_str(out, r->argument);
		width += 1 + (int)strlen(r->argument);
	}
	out_pad(out, width < 30 ? 30 - width : 1);
	out_str(out, r->doc);
	out_char(out, '\n');
}

bool options_help(const struct command *c, int fd)
{
	const struct option_row *r;

	out_to_fd(&usage, fd);
	out_str(&usage, "Usage: iommuplan ");
	out_str(&usage, c->name);
	out_str(&usage, " [OPTION]... ");
	out_str(&usage, c->files);
	out_str(&usage, "\n\n");
	out_str(&usage, c->doc);
	out_str(&usage, "\n\n");
	for (r = option_rows; r->name; r++)
		if (r->commands & c->bit)
			help_row(&usage, r);
	if (c->bit & FOR_TREES)
		out_str(&usage, "\nA FILE is a .dtb, a .dts, a FIT or other boot image, a "
				"directory of these,\nthe directory of a boot partition, or - (standard input).\n");
	examples_write(&usage, c);
	return out_flush(&usage);
}

bool options_colour(const struct options *o, int fd)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (o->color != COLOR_AUTO)
		return o->color == COLOR_ALWAYS;
	if ((no && *no) || (term && !strcmp(term, "dumb")))
		return false;
	return isatty(fd) == 1;
}
