/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The node that a device name of the kernel's log belongs to. */
#ifndef EXPLAIN_DEVICE_NAMES_H
#define EXPLAIN_DEVICE_NAMES_H

#include "render/common.h"
#include "yaml/store.h"

struct device_names {
	struct vec list;	/* by name */
	struct store store;
};

/* device_names_read - of all nodes; false: out of memory. To be freed either way. */
bool device_names_read(struct device_names *d, struct render *r);
void device_names_free(struct device_names *d);

/* device_names_find - the node of the name of @len bytes, or IOP_NO_NODE */
uint32_t device_names_find(const struct device_names *d, const char *name, size_t len);

#endif
