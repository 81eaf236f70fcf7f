/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* One question about sharing at a time, on a board as text. */
#ifndef SHARE_HELP_H
#define SHARE_HELP_H

#include "dts_help.h"
#include "remedy/share.h"

#define BOARD(nodes) DTS(SMMU("s", "1000") nodes)
#define ALL ((const char *)NULL)

extern struct iop_edits share_edits;
extern struct iop_share_ask share_ask;
extern struct iop_share share;

/* share_start - plan the board; nothing is asked yet. */
void share_start(iop_version version, const char *text);

/* share_isolate - the master has to be alone. */
void share_isolate(const char *path);

/* share_try - ask for these paths, up to NULL; none: for all of the instance. */
void share_try(const char *first, ...);

/* share_again - ask what share_ask says. */
void share_again(void);

/* expect_shared - edited and planned again. */
void expect_shared(enum iop_share_by by, uint32_t entries);
void expect_refused(const char *slug, const char *subject);

#endif
