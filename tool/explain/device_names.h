/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The node that a device name of the kernel's log belongs to. */
#ifndef EXPLAIN_DEVICE_NAMES_H
#define EXPLAIN_DEVICE_NAMES_H

#include "render/common.h"
#include "yaml/store.h"

struct device_names {
	struct vec list;	/* by name */
	struct vec iommus;	/* those of them that are an IOMMU's */
	struct vec devices;	/* those without a colon: nodes whose reg has an address */
	struct vec others;	/* by name: what they would be called by a later entry of reg */
	struct vec types;	/* masters by their device_type */
	struct yaml_store store;
};

/* device_names_read - of all nodes; false: out of memory. To be freed either way. */
bool device_names_read(struct device_names *d, struct render *r);
void device_names_free(struct device_names *d);

/* device_names_find - the node of the name of @len bytes, or IOP_NO_NODE */
uint32_t device_names_find(const struct device_names *d, const char *name, size_t len);

/* device_names_iommu - the IOMMU at the address of the name, whatever is behind it:
 * nodes are renamed from "smmu" to "iommu"; or IOP_NO_NODE */
uint32_t device_names_iommu(const struct device_names *d, const char *name, size_t len);

/*
 * device_names_other - the only node of that name whose reg has the address in an entry
 * after the first, or IOP_NO_NODE: where a vendor's tree begins with another one, the
 * host1x@13e00000 of mainline's is its "13e10000.host1x"
 */
uint32_t device_names_other(const struct device_names *d, const char *name, size_t len);

/*
 * device_names_at - the node at the address of the name, called otherwise: vendors'
 * kernels say "3530000.xhci" of usb@3530000; IOP_NO_NODE where none is, or several are
 */
uint32_t device_names_at(const struct device_names *d, const char *name, size_t len);

/* device_names_typed - the only master with that device_type, or IOP_NO_NODE: logs of Allwinner's
 * vendor kernels call vinc@5830000 "vinc0" */
uint32_t device_names_typed(const struct device_names *d, const char *name, size_t len);

/* device_names_has_address - is it "fd800000.iommu", an address and a name? */
bool device_names_has_address(const char *name, size_t len);

/* device_names_path - the node whose path, followed by a colon, is in the line:
 * "OF: /soc@0/pcie@1c00000: no iommu-map translation for id 0x100 on ..." */
uint32_t device_names_path(const struct iop_tree *t, const char *line, size_t len);

#endif
