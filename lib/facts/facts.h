/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Kernel knowledge as tables: what each IOMMU driver, and the kernel's own
 * IOMMU code, does in which version. It is written as YAML in schemas/, and
 * compiled into constant tables by the generator, or loaded at run time.
 *
 * Everything here is constant for the library and owned by the caller; strings
 * are NUL-terminated ASCII. @from of every row names the kernel function that it
 * was read from.
 */
#ifndef IOP_FACTS_H
#define IOP_FACTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/version.h"
#include "facts/supplier_table.h"
#include "facts/words.h"

/* A compatible string that the driver matches. */
struct iop_compat {
	const char *name;
	struct iop_span when;
	const char *from;
};

/* One statement about a driver. */
struct iop_fact {
	uint16_t key;			/* enum iop_key */
	uint64_t value;			/* word, number, or 0/1, by the key's kind */
	struct iop_span when;
	const char *compatible;		/* only for nodes that list this, or NULL */
	const char *from;
};

/* A string on a named list, for example "qcom,adreno" on "identity-clients". */
struct iop_item {
	const char *list;
	const char *name;		/* a trailing '*' matches any ending */
	struct iop_span when;
	const char *from;
};

/*
 * A row of numbers in a named table. Tables and their columns:
 *   swgroup-set  numbers: the swgroups that share a group; name: the group's
 *   iova-region  numbers: base, size; rows in region order
 *   region-ports numbers: region, larb, port mask
 *   bank-ports   numbers: bank, port mask
 *   mc-clients   numbers: a swgroup; name: the clients in it, with blanks between
 *   hw-list      name: instances with the same name share one list
 */
struct iop_row {
	const char *table;
	const char *compatible;		/* only for nodes that list this, or NULL */
	const char *name;		/* or NULL */
	const uint64_t *numbers;
	uint16_t count;
	struct iop_span when;
	const char *from;
};

/* A kernel parameter. */
struct iop_param {
	const char *name;		/* as spelled for built-in code, "iommu.strict" */
	const char *type;		/* bool, setup-bool, int, uint, string */
	const char *fallback;		/* its default, as text, or "" */
	const char *doc;
	struct iop_span when;
	const char *from;
};

/*
 * What a different program, such as U-Boot, does with the tree: from its release
 * @first on, and up to the newest that was read, @last.
 */
struct iop_behaviour {
	const char *rule;		/* slug of the lint rule that reports it */
	const char *compatible;		/* only for nodes that list this, or NULL */
	const char *first;
	const char *last;
	const char *from;		/* function or file it was read from */
};

struct iop_driver {
	const char *name;		/* "arm-smmu"; "linux" for the kernel itself */
	const char *vendor;		/* the vendor whose kernel has it, or NULL: mainline */
	const char *title;
	const char *kconfig;		/* "CONFIG_ARM_SMMU", or "" */
	const char *legacy_kconfig;	/* symbol that the legacy binding needs, or "" */
	struct iop_span legacy_when;	/* versions in which it is needed */
	uint32_t arches;		/* IOP_ARCH_* bits */
	const struct iop_compat *compats;
	const struct iop_fact *facts;
	const struct iop_item *items;	/* sorted by list, as strcmp() sorts */
	const struct iop_row *rows;
	const struct iop_param *params;
	const struct iop_behaviour *behaviours;	/* of driver "readers" */
	uint16_t n_compats, n_facts, n_items, n_rows, n_params, n_behaviours;
};

#define IOP_ARCH_ARM	1u
#define IOP_ARCH_ARM64	2u
#define IOP_ARCH_OTHER	4u		/* known, but neither arm nor arm64: riscv */

/* A kind of device that refers to an IOMMU on some board with the SoC. */
struct iop_soc_master {
	const char *kind;	/* its first compatible; if @soc is NULL, the name of a
				 * node that does DMA on any SoC */
	const char *soc;	/* compatible of the root */
	const char *iommu;	/* unit address of the IOMMU; without @soc IOP_OWN_MMU:
				 * @kind has one, and is behind no IOMMU */
};

#define IOP_OWN_MMU "own-mmu"

struct iop_facts {
	const struct iop_driver *drivers;	/* drivers[0] is "linux" */
	const struct iop_supplier_table *suppliers;	/* or NULL */
	uint16_t count;
	iop_version newest;			/* newest version the facts cover */
	iop_version oldest;
	const struct iop_soc_master *soc_masters;	/* by kind; NULL: not known */
	uint32_t n_soc_masters;
	/* What vendors' kernels do differently: see facts/vendor.h. */
	const struct iop_driver *vendors;
	uint16_t n_vendors;
	const char *vendor;	/* the vendor whose facts override mainline's, or NULL */
};

#endif
