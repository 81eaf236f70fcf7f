/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Findings as sentences. */
#ifndef LINT_MESSAGE_H
#define LINT_MESSAGE_H

#include "lint/lint.h"
#include "render/line.h"

/* message_of - the finding's sentence, with what its fix would do if there is
 * one, unescaped, into @l. */
void message_of(const struct iop_tree *t, const struct iop_finding *f,
		struct line *l);

/* message_fix - what its fix does, likewise; there has to be one. */
void message_fix(const struct iop_tree *t, const struct iop_finding *f,
		 struct line *l);

#endif
