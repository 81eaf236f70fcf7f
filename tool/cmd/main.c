/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/options.h"
#include "input/interrupt.h"
#include "text/did_you_mean.h"
#include "text/out.h"

static struct out text;

/* What was asked for, on standard output. */
static int shown(bool good)
{
	if (good)
		return EXIT_OK;
	out_to_fd(&text, STDERR_FILENO);
	out_str(&text, "iommuplan: standard output: cannot be written\n");
	out_flush(&text);
	return EXIT_IO;
}

static int show_version(void)
{
	out_to_fd(&text, STDOUT_FILENO);
	out_str(&text, "iommuplan " IOP_VERSION_TEXT "\n");
	return shown(out_flush(&text));
}

static bool show_usage(int fd)
{
	unsigned int i;

	out_to_fd(&text, fd);
	out_str(&text, "Usage: iommuplan COMMAND [OPTION]... FILE...\n\n"
		"Predict what a Linux kernel's IOMMU drivers do with a device tree.\n\n");
	for (i = 0; commands[i].name; i++) {
		out_str(&text, "  ");
		out_str(&text, commands[i].name);
		out_pad(&text, 10 - (int)strlen(commands[i].name));
		out_str(&text, commands[i].doc);
		out_char(&text, '\n');
	}
	out_str(&text, "\n'iommuplan COMMAND --help' or 'iommuplan help COMMAND' lists a command's "
		"options;\n--version prints the version.\n");
	return out_flush(&text);
}

static int bad_command(const char *name)
{
	static const char *const others[] = { "help", "--help", "--version" };
	char hint[NEAREST_HINT];
	struct nearest near;

	nearest_begin(&near, name);
	for (unsigned int i = 0; commands[i].name; i++)
		nearest_offer(&near, commands[i].name);
	for (unsigned int i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		nearest_offer(&near, others[i]);
	out_to_fd(&text, STDERR_FILENO);
	out_str(&text, "iommuplan: '");
	out_term(&text, name);
	out_str(&text, "' is not a command");
	out_str(&text, nearest_hint(&near, hint));
	out_str(&text, " (see 'iommuplan --help')\n");
	out_flush(&text);
	return EXIT_USAGE;
}

static int run(const struct command *c, int argc, char **argv)
{
	int status = EXIT_USAGE;
	struct options o;

	switch (options_parse(&o, c, argc, argv)) {
	case OPTIONS_HELP:
		status = shown(options_help(c, STDOUT_FILENO));
		break;
	case OPTIONS_VERSION:
		status = show_version();
		break;
	case OPTIONS_RUN:
		status = cmd_run(c, &o);
		break;
	case OPTIONS_NO_MEMORY:
		status = EXIT_IO;
		break;
	case OPTIONS_BAD:
		break;
	}
	options_free(&o);
	return status;
}

static int help_of(const char *name)
{
	for (unsigned int i = 0; commands[i].name; i++)
		if (!strcmp(name, commands[i].name))
			return shown(options_help(&commands[i], STDOUT_FILENO));
	return bad_command(name);
}

/*
 * A descriptor that came closed would be the next file's, and a message would
 * end in that. Opened the wrong way round, so that using it is still an error.
 */
static bool open_standard(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			return false;
	return true;
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : NULL;
	unsigned int i;

	if (!open_standard())
		return EXIT_IO;
	interrupt_open();
	if (!name) {
		show_usage(STDERR_FILENO);
		return EXIT_USAGE;
	}
	for (i = 0; commands[i].name; i++)
		if (!strcmp(name, commands[i].name))
			return run(&commands[i], argc - 2, argv + 2);
	if (!strcmp(name, "help") && argc > 2)
		return help_of(argv[2]);
	if (!strcmp(name, "--version") || !strcmp(name, "-V"))
		return show_version();
	if (!strcmp(name, "--help") || !strcmp(name, "-h") ||
	    !strcmp(name, "help"))
		return shown(show_usage(STDOUT_FILENO));
	return bad_command(name);
}
