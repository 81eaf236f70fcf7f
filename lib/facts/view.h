/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The facts for one kernel: built once for a version and a configuration, then
 * shared read-only by all trees that are planned for it.
 */
#ifndef IOP_VIEW_H
#define IOP_VIEW_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/cells.h"
#include "facts/facts.h"

struct iop_pci;

/* The value of a symbol in a .config. */
enum iop_tristate { IOP_CONFIG_UNKNOWN, IOP_CONFIG_NO, IOP_CONFIG_MODULE, IOP_CONFIG_YES };

/* When a built-in command line is used, see early_init_dt_scan_chosen(). */
enum iop_cmdline_use { IOP_CMDLINE_IF_NONE, IOP_CMDLINE_EXTEND, IOP_CMDLINE_FORCE };

/* What a kernel has printed about the registers of one SMMU; IOP_NONE: nothing. */
struct iop_measured {
	const char *path;		/* path of its node */
	uint32_t contexts;		/* context banks */
	uint32_t streams;		/* stream-match entries */
};

/* What is known about the target besides its version; zeroed: nothing. */
struct iop_target {
	iop_version version;
	uint8_t arch;			/* IOP_ARCH_ARM, _ARM64, 0: determined from the tree */
	const uint8_t *built;		/* enum iop_tristate by driver index, or NULL */
	const uint8_t *suppliers;	/* the same by row of facts->suppliers, or NULL */
	bool supposed_built;		/* suppliers that are in no table count as built */
	uint8_t legacy_built;		/* tristate of the legacy binding's symbol */
	uint8_t default_passthrough;	/* tristate of CONFIG_IOMMU_DEFAULT_PASSTHROUGH */
	uint8_t default_lazy;		/* tristate of CONFIG_IOMMU_DEFAULT_DMA_LAZY */
	uint8_t sva;			/* of CONFIG_ARM_SMMU_V3_SVA */
	uint8_t bypass_disabled;	/* of CONFIG_ARM_SMMU_DISABLE_BYPASS_BY_DEFAULT */
	uint32_t page_size;		/* kernel page in bytes; 0: the default for the SoC */
	const char *cmdline;		/* CONFIG_CMDLINE, or NULL */
	uint8_t cmdline_use;		/* enum iop_cmdline_use */
	iop_version asked;		/* the version given, if newer than all known; or 0 */
	iop_version backports;		/* a vendor's kernel may have facts up to here; 0: none */
	bool newer;			/* where a boundary lies between two kernels that
					 * were read: as the second does, not the first */
	bool endless_banks;		/* plan as if context banks were unlimited */
	const char *bootargs;		/* instead of the tree's, or NULL */
	const struct iop_pci *pci;	/* the devices on its PCI buses, or NULL */
	const struct iop_measured *measured;	/* n_measured of them */
	uint32_t n_measured;
};

/*
 * Collects how far the answers of a view hold: each answer is the same for all
 * versions from that of the view to before @until, and so is everything that
 * depends only on answers. To collect, set view.answers to one of these.
 */
struct iop_answers {
	iop_version until;	/* UINT32_MAX: for all later versions */
	bool open;		/* iop_view_newer() would have answered differently */
};

#define IOP_ANSWERS_NONE (struct iop_answers){ .until = UINT32_MAX }

/* From @first to before @end; @end 0: there are none. */
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
	/* the same index: the rows for single compatibles are among these */
	struct iop_part *special;
	/* the same index: the version until which the general row is this one */
	iop_version *until;
	/* @general for target.newer; NULL if that is the same */
	uint16_t *general_newer;
	/* [driver * IOP_LIST_COUNT + list]: its items */
	struct iop_part *lists;
	struct iop_answers *answers;	/* or NULL */
};

/* iop_answers_note - record in v->answers, not NULL, that a span was evaluated. */
void iop_answers_note(const struct iop_view *v, struct iop_span when);

/* iop_now - is a row valid for the kernel of this view? */
static inline bool iop_now(const struct iop_view *v, struct iop_span when)
{
	if (v->answers)
		iop_answers_note(v, when);
	return iop_span_has(when, v->target.version, v->target.newer);
}

/* iop_view_newer - the view after all open boundaries, with everything backported
 * that can be; only if general_newer is not NULL */
struct iop_view iop_view_newer(const struct iop_view *v);

/* A row with a boundary between two versions that were read, around this one. */
struct iop_open {
	struct iop_span when;
	const char *about;	/* key, compatible, parameter, or a list's or table's name */
	const char *name;	/* the string or number; never NULL */
	const struct iop_fact *fact;	/* for a key, see iop_key_infos; or NULL */
	const char *compatible;	/* only for nodes that list this, or NULL */
	const char *from;
};

/* iop_open_rows - visit those of @d in version @v, until @visit returns false
 * returns: false if @visit did. */
bool iop_open_rows(const struct iop_driver *d, iop_version v,
		   bool (*visit)(void *ctx, const struct iop_open *o), void *ctx);

/* iop_view_build - false if the arena is full. @facts must outlive the view. */
bool iop_view_build(struct iop_view *v, const struct iop_facts *facts,
		    const struct iop_target *target, struct iop_arena *a);

/*
 * iop_fact_find - the row for a key; rows for a string in @compatible (a string-list
 * property; left 0: none) take precedence over general ones
 *
 * returns: NULL if there is no row.
 */
const struct iop_fact *iop_fact_find(const struct iop_view *v,
				     const struct iop_driver *d,
				     enum iop_key key,
				     struct iop_cells compatible);

/* iop_fact_value - its value, or @fallback if there is no row. */
uint64_t iop_fact_value(const struct iop_view *v, const struct iop_driver *d,
			enum iop_key key, struct iop_cells compatible,
			uint64_t fallback);

/* iop_linux - the value of a key in the facts about the kernel itself (drivers[0]). */
uint64_t iop_linux(const struct iop_view *v, enum iop_key key, uint64_t fallback);

/* iop_items - the driver's items of one @list, from first to before end. */
const struct iop_item *iop_items(const struct iop_driver *d, const char *list,
				 const struct iop_item **end);

/* iop_name_fits - does @name match the name of an item, which may end in '*'? */
bool iop_name_fits(const char *item, const char *name);

/* iop_listed - is @name on the driver's @list in this version? */
bool iop_listed(const struct iop_view *v, const struct iop_driver *d,
		enum iop_list list, const char *name);

/* iop_any_listed - is any string of the string-list @names on it? */
bool iop_any_listed(const struct iop_view *v, const struct iop_driver *d,
		    enum iop_list list, struct iop_cells names);

/*
 * iop_behaviour_of - the behaviour of a different program that a lint rule reports
 * @compatible: of the node; a row for one of its strings takes precedence
 *
 * returns: NULL if no program behaves like this for such a node.
 */
const struct iop_behaviour *iop_behaviour_of(const struct iop_view *v, const char *rule,
					     struct iop_cells compatible);

/* The driver that lists a compatible, and the row; d NULL: none does. */
struct iop_match {
	const struct iop_driver *driver;
	const struct iop_compat *compat;
	bool now;			/* in this version; otherwise in a different one */
};

/* iop_match_driver - the first string of @names that a driver lists; rows of this
 * version take precedence over those of other versions. */
struct iop_match iop_match_driver(const struct iop_view *v,
				  struct iop_cells names, bool has_cells);

#endif
