/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What U-Boot reads: a boot script, an environment fragment and the source of
 * a FIT image, for one board. All of it is text, made of a plan, of
 * the tree it was made for and of the overlay that carries the annotation.
 *
 * U-Boot's limits are kept, or what cannot keep them is refused while
 * building: "fdt set" overruns a buffer of its own behind 1,024 bytes, and a
 * name may hold nothing its command language gives a meaning to.
 */
#ifndef BOOT_BOOT_H
#define BOOT_BOOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "plan/plan.h"

struct out;

#define BOOT_SET_MAX 1024u	/* bytes one "fdt set" can take */
#define BOOT_PATH_MAX 1024u
#define BOOT_ARGS_MAX 8u	/* strings in one: U-Boot of 2023 takes 16 words */

/* What a file the script loads has to be; size 0: this plan has none. */
struct boot_sum {
	size_t size;
	uint32_t crc;
};

struct boot_input {
	const char *stem;		/* of the artefacts: "juno-r2" */
	const char *generator;		/* "iommuplan 0.1.0" */
	const struct iop_plan *plan;
	const void *tree;		/* the very bytes a board loads */
	const void *overlay;		/* well formed, as build writes it, or NULL */
	struct boot_sum base, merged, dtbo, env;
	const char *cmdline;		/* the fragment, without newline */
};

/* Why a chain of commands cannot be made, and for what. */
struct boot_refusal {
	const char *why;		/* a sentence's end, or NULL: it can */
	char path[BOOT_PATH_MAX];	/* of the node */
	char property[64];		/* or ""; cut where longer */
	size_t size;			/* of its value */
};

/*
 * boot_check_apply - can the overlay be said in "fdt" commands?
 * returns: true, or false with an error reported.
 */
bool boot_check_apply(const struct boot_input *in, struct boot_refusal *r);

/* boot_apply - these commands, joined by "&&"; boot_check_apply() was true. */
void boot_apply(struct out *o, const struct boot_input *in);

/* boot_safe - may a script contain @text within double quotes? */
bool boot_safe(const char *text);

/* boot_env - board.env, for "env import -t": values, no commands, no sums. */
void boot_env(struct out *o, const struct boot_input *in);

/*
 * boot_script - board.boot.cmd, for "mkimage -T script": size and sum of all
 * that it loads are in it, so that a signature of the script covers them
 * @apply: with the overlay as commands, which boot_check_apply() has to allow
 */
void boot_script(struct out *o, const struct boot_input *in, bool apply);

/* boot_is_arm - is it a plan of a 32-bit kernel? */
bool boot_is_arm(const struct boot_input *in);

/* boot_fit - board.its: the artefacts, hashed, for "mkimage -f". */
void boot_fit(struct out *o, const struct boot_input *in);

/* boot_sum - its CRC is zlib's and that of U-Boot's "crc32". */
struct boot_sum boot_sum(const void *bytes, size_t n);

#endif
