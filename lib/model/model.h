/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The model every renderer, and later lint, reads: IOMMUs, masters, streams
 * and groups as flat arrays of one plan, tied by index. Indices are 32-bit;
 * IOP_NONE means there is none. All of it lives in the caller's arena.
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
	IOP_STATE_DEFERRED,	/* what it waits for never comes */
	IOP_STATE_COUNT
};

/* Of what an IOMMU waits for. */
enum iop_supplied_state {
	IOP_SUPPLIED_READY,
	IOP_SUPPLIED_MODULE,	/* its driver has to be loaded */
	IOP_SUPPLIED_DISABLED,
	IOP_SUPPLIED_NOT_BUILT,
	IOP_SUPPLIED_ABSENT,	/* the phandle names no node */
	IOP_SUPPLIED_UNKNOWN,
};

/* Who asks for a supplier, weakest first. */
enum iop_need {
	IOP_NEED_NO,		/* nobody but fw_devlink, which gives up */
	IOP_NEED_MAY,		/* the driver does without it where there is none */
	IOP_NEED_UNKNOWN,	/* the driver was not read */
	IOP_NEED_ALL,		/* the driver takes what is there; an interrupt: no second try */
	IOP_NEED_MUST,
};

/* An entry of an IOMMU's clocks, power-domains, ... */
struct iop_supplier {
	uint32_t iommu;
	uint32_t node;			/* or IOP_NO_NODE: its phandle names none */
	uint32_t entry;			/* the first that leads there */
	uint32_t handle;
	const char *property;
	const char *kconfig;		/* of its driver, or NULL: not known, or none is needed */
	uint32_t cause;			/* the node that makes state what it is: @node, or what
					 * that waits for; IOP_NO_NODE as @node */
	const char *cause_kconfig;
	uint8_t which;			/* enum iop_supply of bindings/supplies.h */
	uint8_t need;			/* enum iop_need */
	uint8_t state;			/* enum iop_supplied_state */
};

enum iop_confidence {		/* in the order of falling certainty */
	IOP_CERTAIN,
	IOP_IF_ACS,
	IOP_IF_DRIVER_BINDS,
	IOP_IF_BOOTLOADER,
	IOP_UNSURE,		/* "unknown" */
};

enum iop_bus {
	IOP_BUS_PLATFORM, IOP_BUS_AMBA, IOP_BUS_PCI, IOP_BUS_FSL_MC,
	IOP_BUS_HOST1X, IOP_BUS_CDX,
	IOP_BUS_ROWS,		/* platform, a device for each row of its parent's iommu-map */
	IOP_BUS_NONE,		/* no device is made */
};

/* What the tree says about a device coming into being. */
enum iop_exist {
	IOP_EXIST_NEVER,	/* Linux makes no device of the node */
	IOP_EXIST_BY_DRIVER,	/* only if the parent's driver makes it */
	IOP_EXIST_ALWAYS,	/* of_platform_default_populate() makes it */
};

/* How a master came to its group; with iop_device.peer it is the reason. */
enum iop_join {
	IOP_JOIN_OWN,		/* a new group for this device alone */
	IOP_JOIN_INSTANCE,	/* the instance has one group */
	IOP_JOIN_STREAM,	/* shares a stream-match entry with peer */
	IOP_JOIN_SWGROUP,	/* same swgroup or set as peer */
	IOP_JOIN_TABLE,		/* same slot of the driver's table as peer */
	IOP_JOIN_SID,		/* same DART stream as peer */
	IOP_JOIN_NAMED,		/* a property of both names the same group */
	IOP_JOIN_HOST,		/* behind the same PCI host */
	IOP_JOIN_CONTAINER,	/* same fsl-mc container */
	IOP_JOIN_PCI_ALIAS,	/* requests that look like those of peer */
	IOP_JOIN_PCI_PATH,	/* peer is a bridge above it, and one up there lacks ACS */
	IOP_JOIN_PCI_FUNCTION,	/* a function of the same device as peer, without ACS */
};

struct iop_iommu {
	uint32_t node;
	const struct iop_driver *driver;	/* NULL: unknown to every Linux */
	const struct iop_compat *compat;	/* the string it binds by, or NULL */
	struct iop_cells names;			/* its compatibles; of a long list those
						 * that the driver's facts are about */
	const struct iop_fact **facts;		/* those found, where the list is long */
	uint8_t state;				/* enum iop_state */
	uint8_t why;				/* enum iop_reason, when not active */
	uint8_t built_as_module;		/* --kernel-config says =m */
	bool built_unknown;			/* the configuration does not name its driver */
	uint8_t exist;				/* enum iop_exist */
	bool legacy;				/* mmu-masters is read from this node */
	bool unread;				/* as of a device */
	bool forgets;				/* which IDs its masters have taken */
	bool bus_follows;			/* some PCI function of its masters comes later */
	bool stream_zero;			/* a master with a group has ID 0 */
	bool measured;				/* contexts_have is what a kernel printed */
	uint32_t cells;				/* #iommu-cells; IOP_NONE: absent */
	uint32_t culprit;		/* device that breaks it (MASTER_BREAKS), or IOP_NONE */
	uint32_t culprit_why;			/* that device's enum iop_reason */
	uint32_t contexts_have;			/* most the tree allows; IOP_NONE: unknown */
	uint32_t contexts_need;			/* translated groups that asked */
	uint32_t contexts_now;			/* those of them that stayed */
	uint32_t streams_have;			/* stream-match entries, IOP_NONE: unknown */
	uint32_t streams_need;
	uint32_t groups;			/* number of groups behind it */
	uint8_t unclaimed;			/* enum iop_effect of DMA no group's domain takes;
						 * NONE: not active, or it has no stream IDs */
	uint8_t bare;				/* the same of masters that it could not serve,
						 * whatever its state; never NONE */
	uint8_t bare_why;			/* enum iop_effect_why */
	uint16_t bare_key;			/* enum iop_key of the fact that says so */
	uint8_t impl;				/* iop_is_impl(): 0 not asked, 1 no, 2 yes */
	uint32_t suppliers;			/* index of the first, and how many */
	uint32_t n_suppliers;
	uint32_t culprit_supplier;	/* the one that makes it what state says, or IOP_NONE */
	bool late;				/* one is a module */
	bool unsure;				/* of one nobody knows whether it comes */
	bool maps;				/* a group behind it has a domain that translates */
};

/* One translated specifier: stream ID (or swgroup, larb/port, ...) and mask. */
struct iop_stream {
	uint32_t iommu;		/* index, or IOP_NONE: not read yet */
	uint32_t id;
	uint32_t mask;		/* 1 = bit ignored */
};

/*
 * A run of requester IDs of a PCI (fsl-mc, ...) host that end alike. It is
 * made of those that are from @first to @last once they are masked, and both
 * ends are such: model/ranges.h walks them.
 */
struct iop_range {
	uint32_t first, last;	/* masked requester IDs, inclusive */
	uint32_t rid_mask;	/* bits of a requester ID that are compared */
	uint32_t iommu;		/* index of the one concerned, or IOP_NONE */
	uint32_t id;		/* stream ID of @first; means nothing when why is set */
	uint32_t mask;
	uint32_t step_mask;	/* ID = id + (rid & step_mask) - (first & step_mask) */
	uint8_t why;		/* enum iop_reason when untranslated */
};

#define IOP_STREAM_NONE (struct iop_stream){ .iommu = IOP_NONE }
#define IOP_RANGE_NONE (struct iop_range){ .iommu = IOP_NONE }

/*
 * A master. For a PCI host (bus PCI, FSL_MC, ...: requesters true) the entry
 * stands for all devices behind it that its ranges send to one IOMMU; the
 * host's own platform device, where it has iommus, is an entry of its own.
 */
struct iop_device {
	uint32_t node;
	uint32_t streams;	/* index of the first; ranges if requesters */
	uint32_t n_streams;
	uint32_t group;		/* index, or IOP_NONE: unprotected */
	uint32_t next;		/* next device of the group, or IOP_NONE */
	uint32_t peer;		/* device it shares with, or lost or may lose to; or IOP_NONE */
	uint32_t iommu;		/* the instance concerned, or IOP_NONE */
	uint32_t child;		/* host1x: context number; PCI function: its RID; else IOP_NONE */
	uint32_t host;		/* function a dump names: its host's node; else IOP_NONE */
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
	bool regroup;		/* its links are sound: grouping decides why */
	bool partial;		/* later iommus entries were dropped by an error;
				 * requesters without a row: others of the host have one */
	bool legacy;		/* named by mmu-masters */
	bool unread;		/* facts decide that nobody read of this version */
	bool window_unread;	/* likewise, of the addresses it is given alone */
	uint64_t open_keys;	/* by which of the plan's, bit for bit; 0: by no single one */
	uint8_t dropped_why;	/* that error, when partial */
	uint8_t entry;		/* number of the entry that failed (why or partial) */
};

struct iop_group {
	uint32_t first;		/* devices, chained by next */
	uint32_t last;
	uint32_t count;
	uint32_t iommu;		/* instance of the first device */
	uint64_t key;		/* 48 bits, stable under node order and unrelated edits */
	uint8_t domain;		/* enum iop_word of a domain type, or UNKNOWN */
	uint8_t domain_why;	/* enum iop_domain_why */
	uint8_t confidence;
	bool unread;		/* as of a device */
};

/* iop_is_late - does an IOMMU that comes up come only when something is loaded or bound? */
static inline bool iop_is_late(const struct iop_iommu *i)
{
	return i->built_as_module || i->late || i->exist == IOP_EXIST_BY_DRIVER;
}

/* iop_is_master - one that Linux makes a device of, or may make. */
static inline bool iop_is_master(const struct iop_device *d)
{
	return d->exist != IOP_EXIST_NEVER && !iop_reason_is(d->why, IOP_MEANS_NO_DEVICE);
}

/* iop_is_context - a device that its parent's driver makes for a stream of its own. */
static inline bool iop_is_context(const struct iop_device *d)
{
	return d->bus == IOP_BUS_HOST1X || d->bus == IOP_BUS_ROWS;
}

/* What made a group's default domain what it is. */
enum iop_domain_why {
	IOP_DOMAIN_GLOBAL,	/* the kernel's global default */
	IOP_DOMAIN_FORCED,	/* the driver insists, for every master */
	IOP_DOMAIN_CLIENT,	/* the driver insists, for this client */
	IOP_DOMAIN_PCI_CLIENT,	/* the same for this PCI device */
	IOP_DOMAIN_LEGACY,	/* mmu-masters */
	IOP_DOMAIN_FALLBACK,	/* the driver refuses the global default */
	IOP_DOMAIN_NO_FLUSH,	/* no deferred flush: DMA-FQ became DMA */
	IOP_DOMAIN_NONE,	/* the driver has no default domain at all */
	IOP_DOMAIN_ARM32,	/* 32-bit ARM: dma_iommu_mapping instead */
	IOP_DOMAIN_BIG_PAGE,	/* the IOMMU page is larger than the kernel's */
	IOP_DOMAIN_UNTRUSTED,	/* below an external-facing port: strict DMA */
	IOP_DOMAIN_HANGS,	/* identity, on which this kernel hangs */
	IOP_DOMAIN_PROPERTY,	/* the driver insists, by a property of the master */
	IOP_DOMAIN_WRITTEN,	/* written to its type file: a policy wants it */
};

/* The kernel's global choice, and what made it. */
struct iop_defaults {
	uint8_t type;		/* enum iop_word: IOP_W_DMA, IOP_W_IDENTITY */
	uint8_t flush;		/* IOP_W_STRICT, IOP_W_LAZY */
	bool type_set;		/* by iommu.passthrough= on the command line */
	bool flush_set;		/* by iommu.strict= */
	uint8_t arch;		/* IOP_ARCH_ARM or IOP_ARCH_ARM64 */
	bool arch_guessed;	/* from the tree's cpus, not told */
	const char *bootargs;	/* what was read, or "" */
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
	struct iop_supplier *suppliers;	/* of one IOMMU after the other */
	uint32_t n_suppliers;
	struct iop_device *devices;	/* in the order of the tree */
	uint32_t n_devices;
	struct iop_stream *streams;
	uint32_t n_streams;
	struct iop_range *ranges;
	uint32_t n_ranges;
	struct iop_group *groups;	/* in the order of their first device */
	uint32_t n_groups;
	struct iop_functions *pci;	/* what a dump told, or NULL */
	struct iop_populated *populated;	/* which nodes are devices: devices/populate.h */
	struct iop_named *named;	/* by node; NULL: no SMMU names any */
	uint64_t ram_last;		/* last byte of RAM; 0: the boot loader sets it */
	struct iop_open_key *open_keys;	/* keys of facts that some device's fate depends on, */
	uint32_t n_open_keys;		/* and whose value in this version nobody read; 64 at most */
};

/* iop_group_keys - the stable key of every group, once chains are complete. */
void iop_group_keys(struct iop_plan *p);

/* iop_group_key_text - "g" and 12 hex digits; @buf holds 14 bytes. */
void iop_group_key_text(const struct iop_group *g, char *buf);

#endif
