/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The command line, as every command function gets it.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/version.h"
#include "input/run_config.h"
#include "text/status.h"

enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
	struct run_config run;		/* what reading trees needs of it */
	const char *kernel;		/* -k as written, or NULL */
	const char *kernel_file;	/* where that is an image, not a version, or NULL */
	iop_version version;		/* 0: the newest known; of a range the end */
	iop_version first;		/* start of a range, or 0 */
	bool vendor_kernel;		/* the version's name says what else is in it */
	uint32_t page_size;		/* of the kernel, or 0 */
	bool strict_version;		/* a version newer than the newest known is an error */
	const char *kernel_config;
	const char *from_kernel, *to_kernel;	/* of diff, as written, or NULL */
	const char *from_config, *to_config;
	const char *from_policy, *to_policy;
	struct name_list schema_dirs;	/* each over those before it */
	const char *modules;		/* a directory /lib/modules/VERSION */
	const char *vendor;		/* the vendor whose facts override mainline's */
	const char *policy;
	const char *pci;		/* a dump of the PCI buses */
	const char *log;		/* a kernel's log */
	const char *format;		/* NULL: the command's own default */
	const char *output;
	const char *only;
	const char *target;		/* "u-boot", or NULL */
	const char *bootargs;
	struct name_list warnings;	/* -W as written, in order */
	const char *config;		/* used instead of .iommuplan.yaml */
	bool no_config;
	const char *baseline;		/* findings that do not count */
	bool update_baseline;
	const char *fix_overlay;	/* where to write it */
	uint32_t consumers;		/* bits 1 << enum iop_consumer, Linux aside */
	uint8_t arch;			/* IOP_ARCH_ARM, IOP_ARCH_ARM64, or 0 */
	enum color_mode color;
	enum fail_on fail_on;
	bool because;
	bool names;			/* devices by the kernel's names in text */
	bool notes;			/* text of lint shows notes */
	const char *by;			/* "finding", or NULL */
	const char *new_since;		/* findings of these trees are not new */
	bool merge;			/* FILEs are parts of a whole */
	bool changed;			/* report --diff: FILEs are OLD and NEW */
	const char *depfile;
	bool if_changed;		/* same bytes keep their time */
	const char *board;		/* explain -b */
	const char *root, *capture;	/* of verify: what it reads, or NULL */
	const char *against, *record;
	bool redact, no_redact;
};

/* Commands an option belongs to. */
#define FOR_PLAN	1u
#define FOR_BUILD	2u
#define FOR_LINT	4u
#define FOR_EXPLAIN	8u
#define FOR_DIFF	16u
#define FOR_VERIFY	32u
#define FOR_REPORT	64u
#define FOR_TREES	(FOR_PLAN | FOR_BUILD | FOR_LINT | FOR_DIFF)	/* FILEs are trees */
#define FOR_ALL		(FOR_TREES | FOR_EXPLAIN | FOR_VERIFY | FOR_REPORT)

struct command {
	const char *name;
	int (*run)(const struct options *o);
	unsigned int bit;		/* its FOR_ bit */
	const char *files;		/* what follows the options, for the usage line */
	const char *doc;		/* one line */
	bool no_files;			/* no FILE is required */
};

extern const struct command commands[];	/* ends with a NULL name */

/* What taking an option does with its value. */
enum option_kind {
	OPTION_CALL,	/* take() */
	OPTION_TEXT,	/* a const char * gets it */
	OPTION_PATH,	/* the same, and it may not be empty */
	OPTION_FLAG,	/* a bool is set */
	OPTION_LIST,	/* a struct name_list gets it too */
};

/* One row of the table that parsing and help are made from. */
struct option_row {
	const char *name;		/* without the dashes */
	char letter;			/* or 0 */
	const char *argument;		/* what help calls it; NULL: takes none */
	unsigned int commands;		/* FOR_ bits */
	const char *doc;		/* one line of help */
	/*
	 * Gets the value, NULL for an option without argument; returns NULL or
	 * what is wrong with it. NULL: the parser acts on the option itself.
	 */
	const char *(*take)(struct options *o, const char *value);
	enum option_kind kind;
	size_t at;			/* where in struct options, for the other kinds */
};

extern const struct option_row option_rows[];	/* ends with a NULL name */

enum options_result { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION, OPTIONS_BAD, OPTIONS_NO_MEMORY };

/*
 * options_parse - read @argv (after the command's name) for @c into @o
 *
 * Files may be given between options; "--" ends the options. A mistake is reported
 * on standard error. @argv is reordered and kept.
 */
enum options_result options_parse(struct options *o, const struct command *c,
				  int argc, char **argv);

/*
 * options_kernel - take a version or a range, as --kernel does
 * returns: NULL, or what is wrong with it.
 */
const char *options_kernel(struct options *o, const char *value);

/*
 * options_roles - tell o->run which files are read and written; once more
 * where a command has changed one of them
 */
void options_roles(struct options *o);

/* options_free - what options_parse() allocated, whatever it returned. */
void options_free(struct options *o);

/* options_help - the command's help, made from the table; false if not written. */
bool options_help(const struct command *c, int fd);

/* options_colour - shall output on @fd be coloured? (--color, NO_COLOR, TERM) */
bool options_colour(const struct options *o, int fd);

/* cmd_run - @c with what all commands have in common: --depfile, --if-changed */
int cmd_run(const struct command *c, const struct options *o);
int cmd_plan(const struct options *o);
int cmd_build(const struct options *o);
int cmd_lint(const struct options *o);
int cmd_diff(const struct options *o);
int cmd_verify(const struct options *o);
int cmd_explain(const struct options *o);
int cmd_report(const struct options *o);

#endif
