/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The model that all renderers and lint read: IOMMUs, masters, streams and groups as
 * flat arrays of one plan, which refer to each other by index. Indices have 32 bits;
 * IOP_NONE means that there is none. All of it is in the caller's arena.
 */
#ifndef IOP_MODEL_H
#define IOP_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "facts/view.h"
#include "model/effects.h"
#include "model/reasons.h"
#include "fdt/tree.h"

#define IOP_NONE UINT32_MAX

struct iop_functions;
struct iop_populated;

enum iop_state {
	IOP_STATE_ACTIVE,
	IOP_STATE_DISABLED,
	IOP_STATE_NO_DRIVER,
	IOP_STATE_FAILS,	/* fails-to-probe */
	IOP_STATE_DEFERRED,	/* a supplier never becomes available */
	IOP_STATE_COUNT
};

/* The state of a supplier of an IOMMU. */
enum iop_supplied_state {
	IOP_SUPPLIED_READY,
	IOP_SUPPLIED_MODULE,	/* its driver has to be loaded */
	IOP_SUPPLIED_DISABLED,
	IOP_SUPPLIED_NOT_BUILT,
	IOP_SUPPLIED_ABSENT,	/* no node has the phandle */
	IOP_SUPPLIED_UNKNOWN,
};

/* How strictly a supplier is required, in ascending order. */
enum iop_need {
	IOP_NEED_NO,		/* only fw_devlink waits, and not forever */
	IOP_NEED_MAY,		/* the driver does not require it */
	IOP_NEED_UNKNOWN,	/* the driver was not read */
	IOP_NEED_ALL,		/* the driver uses those that are there; an interrupt: tried once */
	IOP_NEED_MUST,
};

/* An entry of an IOMMU's clocks, power-domains, ... */
struct iop_supplier {
	uint32_t iommu;
	uint32_t node;			/* or IOP_NO_NODE: no node has its phandle */
	uint32_t entry;			/* number of the first entry that refers to it */
	uint32_t handle;
	const char *property;
	const char *kconfig;		/* symbol of its driver; NULL: not known or not needed */
	uint32_t cause;			/* the node that causes the state: @node, or one that it
					 * waits for; IOP_NO_NODE as for @node */
	const char *cause_kconfig;
	uint8_t which;			/* enum iop_supply of bindings/supplies.h */
	uint8_t need;			/* enum iop_need */
	uint8_t state;			/* enum iop_supplied_state */
};

enum iop_confidence {		/* in order of decreasing certainty */
	IOP_CERTAIN,
	IOP_IF_ACS,
	IOP_IF_DRIVER_BINDS,
	IOP_IF_BOOTLOADER,
	IOP_UNSURE,		/* "unknown" */
};

enum iop_bus {
	IOP_BUS_PLATFORM, IOP_BUS_AMBA, IOP_BUS_PCI, IOP_BUS_FSL_MC,
	IOP_BUS_HOST1X, IOP_BUS_CDX,
	IOP_BUS_ROWS,		/* platform, a device for each entry of its parent's iommu-map */
	IOP_BUS_NONE,		/* no device is made */
};

/* Whether a node becomes a device. */
enum iop_exist {
	IOP_EXIST_NEVER,	/* Linux creates no device for the node */
	IOP_EXIST_BY_DRIVER,	/* if the parent's driver creates it */
	IOP_EXIST_ALWAYS,	/* of_platform_default_populate() creates it */
};

/* Why a master is in its group; iop_device.peer is the other device. */
enum iop_join {
	IOP_JOIN_OWN,		/* a new group for this device alone */
	IOP_JOIN_INSTANCE,	/* the instance has only one group */
	IOP_JOIN_STREAM,	/* shares a stream-match entry with peer */
	IOP_JOIN_SWGROUP,	/* same swgroup or set as peer */
	IOP_JOIN_TABLE,		/* same slot of the driver's table as peer */
	IOP_JOIN_SID,		/* same DART stream as peer */
	IOP_JOIN_NAMED,		/* a property of both names the same group */
	IOP_JOIN_HOST,		/* behind the same PCI host */
	IOP_JOIN_CONTAINER,	/* same fsl-mc container */
	IOP_JOIN_PCI_ALIAS,	/* uses the same requester ID as peer */
	IOP_JOIN_PCI_PATH,	/* peer is a bridge above it, and a bridge on the path lacks ACS */
	IOP_JOIN_PCI_FUNCTION,	/* a function of the same device as peer, without ACS */
};

struct iop_iommu {
	uint32_t node;
	const struct iop_driver *driver;	/* NULL: no known Linux has a driver */
	const struct iop_compat *compat;	/* the compatible that matches, or NULL */
	struct iop_cells names;			/* its compatibles; of a long list those
						 * in the driver's facts */
	const struct iop_fact **facts;		/* the facts found, if the list is long */
	uint8_t state;				/* enum iop_state */
	uint8_t why;				/* enum iop_reason, when not active */
	uint8_t built_as_module;		/* =m according to --kernel-config */
	bool built_unknown;			/* the configuration does not contain its symbol */
	uint8_t exist;				/* enum iop_exist */
	bool legacy;				/* mmu-masters is read from this node */
	bool unread;				/* as in struct iop_device */
	bool forgets;				/* its driver loses track of the IDs in use */
	bool bus_follows;			/* some PCI function of its masters appears later */
	bool stream_zero;			/* a master with a group has ID 0 */
	bool measured;				/* contexts_have is from a kernel log */
	uint32_t cells;				/* #iommu-cells; IOP_NONE: absent */
	uint32_t culprit;		/* device whose error makes it fail, or IOP_NONE */
	uint32_t culprit_why;			/* enum iop_reason of that device */
	uint32_t contexts_have;			/* context banks, at most; IOP_NONE: unknown */
	uint32_t contexts_need;			/* translated groups, the most in any attempt */
	uint32_t contexts_now;			/* translated groups in the last attempt */
	uint32_t streams_have;			/* stream-match entries, IOP_NONE: unknown */
	uint32_t streams_need;
	uint32_t groups;			/* number of groups of its masters */
	uint8_t unclaimed;			/* enum iop_effect on streams without a group;
						 * NONE: not active, or it has no stream IDs */
	uint8_t bare;				/* the same for masters without a group, in any
						 * state; never NONE */
	uint8_t bare_why;			/* enum iop_effect_why */
	uint16_t bare_key;			/* enum iop_key of the fact that decides it */
	uint8_t impl;				/* iop_is_impl(): 0 not determined, 1 no, 2 yes */
	uint32_t suppliers;			/* index of the first; n_suppliers: their number */
	uint32_t n_suppliers;
	uint32_t culprit_supplier;	/* the one that causes its state, or IOP_NONE */
	bool late;				/* a supplier is a module */
	bool unsure;				/* a supplier may become available or not */
	bool maps;				/* some group has a domain that translates */
};

/* One translated specifier: stream ID (or swgroup, larb/port, ...) and mask. */
struct iop_stream {
	uint32_t iommu;		/* index, or IOP_NONE: not read yet */
	uint32_t id;
	uint32_t mask;		/* 1 = bit ignored */
};

/*
 * A range of requester IDs of a PCI (fsl-mc, ...) host that are mapped alike: those
 * that are from @first to @last once they are masked. @first and @last are masked
 * IDs. See model/ranges.h for a walk.
 */
struct iop_range {
	uint32_t first, last;	/* masked requester IDs, inclusive */
	uint32_t rid_mask;	/* bits of a requester ID that are compared */
	uint32_t iommu;		/* index of its IOMMU, or IOP_NONE */
	uint32_t id;		/* stream ID of @first; not valid if why is set */
	uint32_t mask;
	uint32_t step_mask;	/* ID = id + (rid & step_mask) - (first & step_mask) */
	uint8_t why;		/* enum iop_reason if not translated */
};

#define IOP_STREAM_NONE (struct iop_stream){ .iommu = IOP_NONE }
#define IOP_RANGE_NONE (struct iop_range){ .iommu = IOP_NONE }

/*
 * A master. For a PCI host (bus PCI, FSL_MC, ...: requesters true) it stands for all
 * devices behind the host that its ranges map to one IOMMU; the host's own platform
 * device, if it has iommus, is a separate element.
 */
struct iop_device {
	uint32_t node;
	uint32_t streams;	/* index of the first; ranges if requesters */
	uint32_t n_streams;
	uint32_t group;		/* index, or IOP_NONE: it has none */
	uint32_t next;		/* next device of the group, or IOP_NONE */
	uint32_t peer;		/* device that it shares or conflicts with, or IOP_NONE */
	uint32_t iommu;		/* index of its IOMMU, or IOP_NONE */
	uint32_t child;		/* host1x: context number; PCI function: its RID; else IOP_NONE */
	uint32_t host;		/* function in a dump: node of its host; else IOP_NONE */
	uint32_t function;	/* and its index in the dump */
	uint8_t bus;		/* enum iop_bus */
	uint8_t exist;		/* enum iop_exist */
	uint8_t why;		/* enum iop_reason when without a group */
	uint8_t join;		/* enum iop_join */
	uint8_t effect;		/* enum iop_effect */
	uint8_t effect_why;	/* enum iop_effect_why */
	uint8_t confidence;	/* enum iop_confidence */
	bool requesters;
	bool early;		/* exists when IOMMUs register */
	bool regroup;		/* its entries are valid: grouping determines why */
	bool partial;		/* later entries of iommus are dropped after an error;
				 * requesters that no entry maps: others of the host are */
	bool legacy;		/* listed in mmu-masters */
	bool unread;		/* it depends on facts not known for this version */
	bool window_unread;	/* the same, but only for its window of IOVAs */
	uint64_t open_keys;	/* bit N: on open_keys[N] of the plan; 0: on no single one */
	uint8_t dropped_why;	/* that error, when partial */
	uint8_t entry;		/* number of the entry that failed (why or partial) */
};

struct iop_group {
	uint32_t first;		/* devices, chained by next */
	uint32_t last;
	uint32_t count;
	uint32_t iommu;		/* instance of the first device */
	uint64_t key;		/* 48 bits; independent of node order and unrelated edits */
	uint8_t domain;		/* enum iop_word of a domain type, or UNKNOWN */
	uint8_t domain_why;	/* enum iop_domain_why */
	uint8_t confidence;
	bool unread;		/* as in struct iop_device */
};

/* iop_is_late - does the IOMMU, if it probes, do so only after a module or a driver of
 * its parent is loaded? */
static inline bool iop_is_late(const struct iop_iommu *i)
{
	return i->built_as_module || i->late || i->exist == IOP_EXIST_BY_DRIVER;
}

/* iop_is_master - does Linux create a device for it, or may it? */
static inline bool iop_is_master(const struct iop_device *d)
{
	return d->exist != IOP_EXIST_NEVER && !iop_reason_is(d->why, IOP_MEANS_NO_DEVICE);
}

/* iop_is_context - does the parent's driver create the device for one of its streams? */
static inline bool iop_is_context(const struct iop_device *d)
{
	return d->bus == IOP_BUS_HOST1X || d->bus == IOP_BUS_ROWS;
}

/* What determined the default domain of a group. */
enum iop_domain_why {
	IOP_DOMAIN_GLOBAL,	/* the kernel's global default */
	IOP_DOMAIN_FORCED,	/* def_domain_type() of the driver, for every master */
	IOP_DOMAIN_CLIENT,	/* def_domain_type() of the driver, for this client */
	IOP_DOMAIN_PCI_CLIENT,	/* the same for this PCI device */
	IOP_DOMAIN_LEGACY,	/* mmu-masters */
	IOP_DOMAIN_FALLBACK,	/* the driver does not support the global default */
	IOP_DOMAIN_NO_FLUSH,	/* no deferred flush: DMA-FQ became DMA */
	IOP_DOMAIN_NONE,	/* the driver has no default domain at all */
	IOP_DOMAIN_ARM32,	/* 32-bit ARM: dma_iommu_mapping instead */
	IOP_DOMAIN_BIG_PAGE,	/* the IOMMU page is larger than the kernel's */
	IOP_DOMAIN_UNTRUSTED,	/* below an external-facing port: strict DMA */
	IOP_DOMAIN_HANGS,	/* identity, on which this kernel hangs */
	IOP_DOMAIN_PROPERTY,	/* the driver requires it, by a property of the master */
	IOP_DOMAIN_WRITTEN,	/* written to its type file, for a policy */
};

/* The kernel's global default, and what determined it. */
struct iop_defaults {
	uint8_t type;		/* enum iop_word: IOP_W_DMA, IOP_W_IDENTITY */
	uint8_t flush;		/* IOP_W_STRICT, IOP_W_LAZY */
	bool type_set;		/* by iommu.passthrough= on the command line */
	bool flush_set;		/* by iommu.strict= */
	uint8_t arch;		/* IOP_ARCH_ARM or IOP_ARCH_ARM64 */
	bool arch_guessed;	/* from /cpus of the tree, not given */
	const char *bootargs;	/* those that were read, or "" */
	const bool *skipped;	/* by driver: initcall_blacklist= names its initcall; NULL: none */
};

/* One key of one driver. */
struct iop_open_key {
	uint16_t driver;	/* index in the facts */
	uint16_t key;		/* enum iop_key */
};

struct iop_plan {
	const struct iop_tree *tree;
	const struct iop_view *view;
	struct iop_defaults defaults;
	struct iop_iommu *iommus;	/* in the order of the tree */
	uint32_t n_iommus;
	struct iop_supplier *suppliers;	/* in the order of the IOMMUs */
	uint32_t n_suppliers;
	struct iop_device *devices;	/* in the order of the tree */
	uint32_t n_devices;
	struct iop_stream *streams;
	uint32_t n_streams;
	struct iop_range *ranges;
	uint32_t n_ranges;
	struct iop_group *groups;	/* in the order of their first device */
	uint32_t n_groups;
	struct iop_functions *pci;	/* from a dump, or NULL */
	struct iop_populated *populated;	/* which nodes are devices: devices/populate.h */
	struct iop_named *named;	/* by node; NULL: no SMMU has mmu-masters */
	uint64_t ram_last;		/* last byte of RAM; 0: the boot loader sets it */
	struct iop_open_key *open_keys;	/* facts not known for this version on which the */
	uint32_t n_open_keys;		/* outcome for some device depends; at most 64 */
};

/* iop_group_keys - set the stable key of every group, once chains are complete. */
void iop_group_keys(struct iop_plan *p);

/* iop_group_key_text - write "g" and 12 hex digits; @buf has 14 bytes. */
void iop_group_key_text(const struct iop_group *g, char *buf);

#endif
