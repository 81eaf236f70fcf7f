/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * A kernel's .config, as far as it decides what becomes of IOMMUs.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "facts/view.h"
#include "text/out.h"

struct config {
	bool whole;			/* a .config: what it does not name is not set */
	uint8_t *built;			/* tristate by driver index */
	uint8_t *suppliers;		/* and by row of facts->suppliers */
	bool supposed;			/* there was none: other symbols count as built in */
	uint8_t legacy_built;
	uint8_t arch;			/* IOP_ARCH_ARM, IOP_ARCH_ARM64; 0: not stated */
	uint8_t default_passthrough;
	uint8_t default_lazy;
	uint8_t sva;
	uint8_t bypass_disabled;	/* unknown where no line says it */
	uint32_t page_size;		/* 0: not stated */
	iop_version version;		/* from its heading; 0: not stated */
	char cmdline[4096];		/* CONFIG_CMDLINE without quotes, cut */
	uint8_t cmdline_use;		/* enum iop_cmdline_use */
};

/*
 * config_parse - the text of a .config, of a defconfig or a fragment
 * @c: to be freed with config_free() in any case
 * @file: for messages
 *
 * returns: an exit status; any error has been reported.
 */
int config_parse(struct config *c, const char *file, const struct iop_facts *facts,
		 const uint8_t *text, size_t size, struct out *diag);

/*
 * config_read - read @file, plain or compressed, or a kernel that has it inside
 * @c: to be freed with config_free() in any case
 *
 * returns: an exit status; any error has been reported.
 */
int config_read(struct config *c, const char *file,
		const struct iop_facts *facts, struct out *diag);

void config_free(struct config *c);

#endif
