/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The words after the program's name, the same for all three ways in:
 * a subcommand, numbers (hexadecimal, 0x or not), options in any place:
 *	kernel=VERSION bootargs=TEXT arena=ADDR,SIZE room=SIZE
 *	file=NAME (results, where there are files: EFI)
 * An option without a value is as if it were not there, so that a script may
 * say kernel=${v} without asking whether v is set.
 */
#ifndef UBOOT_ARGS_H
#define UBOOT_ARGS_H

#include "uboot/glue.h"

#define ARGS_NUMBERS 4

struct args {
	enum glue_op op;
	uint64_t number[ARGS_NUMBERS];
	unsigned int n;
	uint64_t arena, arena_size;	/* size 0: not given */
	uint64_t image, image_size;	/* likewise */
	uint64_t room;			/* 0: not given */
	const char *kernel, *bootargs, *file;	/* NULL: not given */
};

/*
 * args_read - what stands in front of the subcommand is passed over: firmware
 * hands over its own words there
 *
 * returns: NULL, or what is wrong.
 */
const char *args_read(struct args *a, int argc, char *const argv[]);

#endif
