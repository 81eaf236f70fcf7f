/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The facts as one kernel sees them: built once for a version and a
 * configuration, then shared read-only by every tree planned under it.
 */
#ifndef IOP_VIEW_H
#define IOP_VIEW_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/cells.h"
#include "facts/facts.h"

struct iop_pci;

/* What a .config says of a symbol. */
enum iop_tristate { IOP_CONFIG_UNKNOWN, IOP_CONFIG_NO, IOP_CONFIG_MODULE, IOP_CONFIG_YES };

/* When a command line that is built in counts, as early_init_dt_scan_chosen() has it. */
enum iop_cmdline_use { IOP_CMDLINE_IF_NONE, IOP_CMDLINE_EXTEND, IOP_CMDLINE_FORCE };

/* What a kernel has printed of one SMMU's registers, IOP_NONE: nothing. */
struct iop_measured {
	const char *path;		/* of its node */
	uint32_t contexts;		/* context banks */
	uint32_t streams;		/* stream-match entries */
};

/* What is known of the target beyond its version; zeroed: nothing is. */
struct iop_target {
	iop_version version;
	uint8_t arch;			/* IOP_ARCH_ARM, _ARM64, 0: tell from the tree */
	const uint8_t *built;		/* enum iop_tristate by driver index, or NULL */
	const uint8_t *suppliers;	/* the same by row of facts->suppliers, or NULL */
	bool supposed_built;		/* so are those that no table has */
	uint8_t legacy_built;		/* tristate of the legacy binding's symbol */
	uint8_t default_passthrough;	/* tristate of CONFIG_IOMMU_DEFAULT_PASSTHROUGH */
	uint8_t default_lazy;		/* tristate of CONFIG_IOMMU_DEFAULT_DMA_LAZY */
	uint8_t sva;			/* of CONFIG_ARM_SMMU_V3_SVA */
	uint8_t bypass_disabled;	/* of CONFIG_ARM_SMMU_DISABLE_BYPASS_BY_DEFAULT */
	uint32_t page_size;		/* kernel page in bytes; 0: what that SoC's kernels use */
	const char *cmdline;		/* CONFIG_CMDLINE, or NULL */
	uint8_t cmdline_use;		/* enum iop_cmdline_use */
	iop_version asked;		/* newer than any that is known: what was asked for; or 0 */
	iop_version backports;		/* a vendor's kernel may have facts up to here; 0: none */
	bool newer;			/* where a boundary lies between two kernels that
					 * were read: as the second does, not the first */
	bool endless_banks;		/* plan as if IOMMUs never ran out of contexts */
	const char *bootargs;		/* instead of the tree's, or NULL */
	const struct iop_pci *pci;	/* what is on its PCI buses, or NULL */
	const struct iop_measured *measured;	/* n_measured of them */
	uint32_t n_measured;
};

/*
 * What was answered of a view: an answer is the same in all versions from the
 * view's on that are below @until, and what is made of nothing but answers is
 * the same with them. Whoever wants to know puts one into a view of its own.
 */
struct iop_answers {
	iop_version until;	/* UINT32_MAX: for ever */
	bool open;		/* iop_view_newer() would have answered otherwise */
};

#define IOP_ANSWERS_NONE (struct iop_answers){ .until = UINT32_MAX }

/* From @first to before @end, of which 0 says that there are none. */
struct iop_part {
	uint16_t first, end;
};

struct iop_view {
	const struct iop_facts *facts;
	struct iop_target target;
	const struct iop_driver *pci;	/* quirks of PCI devices: driver "pci", or NULL */
	const struct iop_driver *readers;	/* other programs: driver "readers", or NULL */
	/* [driver * IOP_KEY_COUNT + key]: the driver's row that is valid for every
	 * compatible, from 1 on; 0: none */
	uint16_t *general;
	/* the same index: among which rows are those for single compatibles */
	struct iop_part *special;
	/* the same index: until when the general row is this one */
	iop_version *until;
	/* general once more for target.newer; NULL where that is the same */
	uint16_t *general_newer;
	/* [driver * IOP_LIST_COUNT + list]: its items */
	struct iop_part *lists;
	struct iop_answers *answers;	/* or NULL */
};

/* iop_answers_note - keep in v->answers, which there is, that a span decided. */
void iop_answers_note(const struct iop_view *v, struct iop_span when);

/* iop_now - does a row hold for the kernel of this view? */
static inline bool iop_now(const struct iop_view *v, struct iop_span when)
{
	if (v->answers)
		iop_answers_note(v, when);
	return iop_span_has(when, v->target.version, v->target.newer);
}

/* iop_view_newer - the view in which every open boundary has been passed, and
 * everything ported back that can be; only where general_newer is not NULL */
struct iop_view iop_view_newer(const struct iop_view *v);

/* A row whose boundary lies around this version, between two that were read. */
struct iop_open {
	struct iop_span when;
	const char *about;	/* key, compatible, parameter, or a list's or table's name */
	const char *name;	/* the string or number in question; never NULL */
	const struct iop_fact *fact;	/* of a key, which iop_key_infos names; or NULL */
	const char *compatible;	/* only for nodes that list this, or NULL */
	const char *from;
};

/* iop_open_rows - those of @d in version @v, until @visit returns false
 * returns: false when @visit did. */
bool iop_open_rows(const struct iop_driver *d, iop_version v,
		   bool (*visit)(void *ctx, const struct iop_open *o), void *ctx);

/* iop_view_build - false when the arena is full. @facts outlives the view. */
bool iop_view_build(struct iop_view *v, const struct iop_facts *facts,
		    const struct iop_target *target, struct iop_arena *a);

/*
 * iop_fact_find - the row for a key; rows for a compatible in @compatible (a
 * string-list property; left 0: none) win over general ones
 *
 * returns: NULL where the facts say nothing.
 */
const struct iop_fact *iop_fact_find(const struct iop_view *v,
				     const struct iop_driver *d,
				     enum iop_key key,
				     struct iop_cells compatible);

/* iop_fact_value - the same as a value, @fallback where there is none. */
uint64_t iop_fact_value(const struct iop_view *v, const struct iop_driver *d,
			enum iop_key key, struct iop_cells compatible,
			uint64_t fallback);

/* iop_linux - value of a key of the kernel's own facts (drivers[0]). */
uint64_t iop_linux(const struct iop_view *v, enum iop_key key, uint64_t fallback);

/* iop_items - the driver's items of one @list, from first to before @end. */
const struct iop_item *iop_items(const struct iop_driver *d, const char *list,
				 const struct iop_item **end);

/* iop_name_fits - is @name what an item names, which may end in a star? */
bool iop_name_fits(const char *item, const char *name);

/* iop_listed - is @name on the driver's @list in this version? */
bool iop_listed(const struct iop_view *v, const struct iop_driver *d,
		enum iop_list list, const char *name);

/* iop_any_listed - is any string of the string-list @names on it? */
bool iop_any_listed(const struct iop_view *v, const struct iop_driver *d,
		    enum iop_list list, struct iop_cells names);

/*
 * iop_behaviour_of - what other programs do that a lint rule reports of a node
 * @compatible: the node's; a row for one of its strings wins over one for all
 *
 * returns: NULL where nobody does that to such a node.
 */
const struct iop_behaviour *iop_behaviour_of(const struct iop_view *v, const char *rule,
					     struct iop_cells compatible);

/* Which driver knows a compatible, and by which row; d NULL: none does. */
struct iop_match {
	const struct iop_driver *driver;
	const struct iop_compat *compat;
	bool now;			/* in this version; else another one */
};

/* iop_match_driver - the first string of @names any driver knows; rows of
 * this version go before rows of others. */
struct iop_match iop_match_driver(const struct iop_view *v,
				  struct iop_cells names, bool has_cells);

#endif
