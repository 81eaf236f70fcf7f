/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What the text and the JSON of a solved policy share. */
#ifndef RENDER_POLICY_H
#define RENDER_POLICY_H

#include "render/common.h"
#include "solve/solve.h"

/* policy_req - "default strict", "reserve-contexts 2", into @l. */
void policy_req(struct line *l, const struct iop_req *w);

/* policy_value - an edit's value as in source: "disabled", <0x7fff>, [01]. */
void policy_value(struct line *l, const struct iop_edit *e);

/* policy_subject - what a requirement fails for: a path; false: nothing to name. */
bool policy_subject(struct render *r, const struct iop_req *w, struct line *l);

/* policy_write_req - the requirement that a run-time write is made for. */
uint32_t policy_write_req(const struct iop_solution *s, const struct iop_write *w);

/* policy_refused - why the masters of a requirement cannot share, or NULL. */
const struct iop_share *policy_refused(const struct iop_solution *s, uint32_t req);

/* policy_remedy - "allow: runtime, on Linux 5.11 or newer", into @l. */
void policy_remedy(struct line *l, const struct iop_remedy *m);

/* policy_since - the first version of a kind: "5.11", not "5.11.0" */
void policy_since(struct line *l, iop_version since);

/* policy_mechanisms - "runtime, tree" */
void policy_mechanisms(struct line *l, uint8_t allow);

#endif
