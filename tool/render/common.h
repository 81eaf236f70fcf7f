/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What the renderers share: the words of the model, paths, and scratch text. */
#ifndef RENDER_COMMON_H
#define RENDER_COMMON_H

#include "model/ranges.h"
#include "devices/traits.h"
#include "plan/plan.h"
#include "render/cross.h"
#include "render/line.h"
#include "render/near.h"
#include "render/render.h"
#include "text/out.h"

struct shared_reasons;

struct render {
	struct out *o;
	const struct render_input *in;
	const struct iop_plan *p;
	struct cross cross;
	struct near near;
	struct line name;	/* the path being written */
	struct line text;	/* the sentence being put together */
	struct shared_reasons *shared;	/* text: those that are referred to, or NULL */
	bool warned;		/* text: a warning was written */
	bool reported;		/* @host and @speaker hold: see render_speaks() */
	uint32_t host, speaker;
	uint8_t key_length;	/* text: of the groups' keys; 0: not chosen yet */
};

/* render_open - false, with the sink's error set, when memory runs out. */
bool render_open(struct render *r, struct out *o, const struct render_input *in);
void render_close(struct render *r);

/*
 * render_path, render_subject - a node's path, or with in->names dev_name() of
 * the platform device it becomes; what a device entry is about:
 * its node's path, and the context or PCI function where it is part of a node.
 * Valid until the next call of either.
 */
const char *render_path(struct render *r, uint32_t node);
const char *render_subject(struct render *r, const struct iop_device *d);

/*
 * render_name, render_iommu_name - dev_name() of the platform device that
 * of_device_make_bus_id() makes of the node; NULL if a bus names it. Valid
 * as of render_path().
 */
const char *render_name(struct render *r, const struct iop_device *d);
const char *render_iommu_name(struct render *r, const struct iop_iommu *i);

/* render_is_named - does the node become a platform or AMBA device? Then
 * render_node_name() is what it is called. */
bool render_is_named(const struct render *r, uint32_t node);
const char *render_node_name(struct render *r, uint32_t node);

/* The number of the iommus entry that failed; 0 too where no entry did. */
uint8_t render_entry(const struct iop_device *d);

/* Words of the contract; never NULL. */
const char *render_state(uint8_t state);
const char *render_confidence(uint8_t confidence);
const char *render_bus(uint8_t bus);

const char *render_driver(const struct iop_iommu *i);	/* "-" if unknown */
struct iop_cells render_compatible(const struct render *r, uint32_t node);

/* "7.2", "6.1.50": the version the plan was made for. */
void render_version(struct line *l, iop_version v);

/* The fact of a driver that holds for one of its IOMMUs, or NULL. */
const struct iop_fact *render_fact(const struct render *r,
				   const struct iop_iommu *i,
				   enum iop_key key);

/*
 * render_bare_host - the next PCI host from node *@cursor on that is one by
 * iop_is_bare_host(); IOP_NO_NODE at the end
 */
uint32_t render_bare_host(const struct render *r, uint32_t *cursor);

/* Do specifiers of this IOMMU carry an ID at all? */
bool render_has_ids(const struct render *r, const struct iop_iommu *i);

/* render_window - the IOVAs a master can be given; false if nothing of it is
 * translated, or the facts do not tell. */
bool render_window(const struct render *r, const struct iop_device *d,
		   const struct iop_dma *dma, struct iop_window *w);

/* A host has an entry for each way its requesters end, or for each function:
 * what its node says is reported by one of them, with a group if any has. */
bool render_speaks(struct render *r, const struct iop_device *d);

/* render_honours - does the kernel keep the IOVAs of iommu-addresses for it? */
bool render_honours(const struct render *r, const struct iop_device *d);

#endif
