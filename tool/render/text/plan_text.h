/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Pieces of the text for people, shared by text*.c and style.c. */
#ifndef TEXT_PLAN_TEXT_H
#define TEXT_PLAN_TEXT_H

#include "render/because/because.h"

/* Lists longer than these say how many are left out; TSV has them all. */
#define TEXT_MEMBERS 32		/* masters of one group */
#define TEXT_GROUPS 256		/* groups of one IOMMU */
#define TEXT_CASES 12		/* masters named under one warning */
#define TEXT_STREAMS 8		/* runs of stream IDs of one master */
#define TEXT_NAME 48		/* columns of a path before it is shortened */

/* Columns of a group's domain type, the gap included. */
#define TEXT_DOMAIN 9

enum style { PLAIN, TITLE, BAD, WARNING, GOOD, NOTICE, FAINT };

/* style_text - a tree's or our own text, escaped, padded to @width columns. */
void style_text(struct render *r, enum style s, const char *text, int width);

/* style_name - a path that keeps to TEXT_NAME columns: /soc/.../usb@0 */
void style_name(struct render *r, enum style s, const char *path, int width);
int style_name_width(const char *path);

/* text_name - how a master is called here: its path, "/" "*" for the devices
 * behind a host, or the part of the node that it is. Valid as render_path(). */
const char *text_name(struct render *r, const struct iop_device *d);

/* text_key - what is shown of a group's key: all of it, or on a terminal as much
 * as tells the groups apart. @key: 14 bytes. Its columns, the gap included. */
void text_key(struct render *r, const struct iop_group *g, char *key);
int text_key_width(struct render *r);

/* text_more - "... and 5 more", unless nothing is left out. */
void text_more(struct render *r, const char *indent, uint32_t left);

/* text_because - the reasons of one kind, each on its line; NULL for others. */
void text_because(struct render *r, const struct iop_device *d,
		  const struct iop_group *g, const struct iop_iommu *i);

/* text_shared_flush - the numbers of shared reasons that were met, on a line. */
void text_shared_flush(struct render *r);

/* text_has_effect - does its effect need a reason in addition to that of its domain? */
bool text_has_effect(const struct iop_device *d);

/* With --because: what becomes of its DMA, unless its domain says it. */
void text_effect(struct render *r, const struct iop_device *d);

/* text_traits - further properties of a master in the tree, if reasons are printed. */
void text_traits(struct render *r, const struct iop_device *d);

void text_because_default(struct render *r);

/* The meaning of a device entry without a group. */
enum lost {
	LOST_MASTER,	/* a master that ends without IOMMU */
	LOST_GAP,	/* requester IDs that the host's iommu-map leaves out */
	LOST_NOTHING,	/* no device is made: nothing to protect */
};

enum lost text_lost_as(const struct iop_plan *p, uint32_t device);
void text_lost(struct render *r, enum lost kind);

/* The start of a warning's line, and a heading with a count. */
void text_indent(struct render *r);
void text_heading(struct render *r, enum style style, uint32_t n,
		  const char *one, const char *many);

/* ": the reason", with the kernel function that it was read from if reasons are printed. */
void text_reason(struct render *r, uint8_t why, const struct iop_iommu *i);

/* Requester IDs, those of PCI as lspci writes them: 01:00.0-01:1f.7 */
void text_span(struct render *r, const struct iop_device *d,
	       const struct iop_range *v);

/* What deserves to be read first. */
void text_attention(struct render *r);

/* One block for each IOMMU that has groups, one line for each other. */
void text_iommus(struct render *r);

/* The masters of a group, one to a row, after its key and domain. */
void text_group(struct render *r, uint32_t group, int width);

/* What a range of kernels changes, step by step. */
void text_changes(struct render *r);

/* What a policy takes and gives, if there is one. */
void text_policy(struct render *r);

/* The command line fragment this plan needs. */
void text_cmdline(struct render *r);

/* text_unsure - masters of whose DMA nothing is known, and why. */
void text_unsure(struct render *r);

/* text_unknown - IOMMUs that no driver of mainline knows, each kind once; false:
 * there are none, or they have no compatible. */
bool text_unknown(struct render *r);

/* text_names_unknown - is it one that text_unknown() names? Then that says why. */
bool text_names_unknown(const struct iop_iommu *i);

#endif
