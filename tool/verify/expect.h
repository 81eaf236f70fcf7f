/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What a plan expects of a booted system. It is read from the plan's JSON,
 * whether that was made this moment or by a build.
 */
#ifndef VERIFY_EXPECT_H
#define VERIFY_EXPECT_H

#include <stdbool.h>

#include "render/render.h"
#include "verify/text_lookup.h"
#include "yaml/read.h"
#include "yaml/store.h"

struct expect_device {
	const char *path;	/* of its node */
	const char *name;	/* dev_name(), or NULL */
	const char *group;	/* key; NULL: it has no group */
	const char *domain;	/* of that group, or NULL */
	const char *iommu;	/* path of the IOMMU concerned, or NULL */
	const char *streams;	/* "IOMMU:ID/MASK" of each, blanks between */
	const char *reserved;	/* of that group, as reserved_text() has it; or NULL */
	const char *reason;	/* slug: why it has no group; or NULL */
	bool certain;
	bool behind;		/* stands for the devices behind a host */
	const char *rid;	/* of one function behind it, "01:00.0", or NULL */
};

struct expect_iommu {
	const char *path, *name, *driver, *state;
	bool module;		/* its driver is one, by the configuration */
	bool certain;
};

struct expected {
	struct yaml_store store;
	struct vec devices;	/* struct expect_device, in the order of the plan */
	struct vec iommus;	/* struct expect_iommu */
	struct lookup by_path, iommu_by_path;
	const char *kernel;
	const char *fragment;	/* of the command line */
	const char *type, *flush;	/* the global default domain: DMA, strict */
	bool by_driver;		/* groups are made when a driver binds */
	bool configured;	/* by the kernel's configuration */
	bool functions;		/* what is on the PCI buses is known */
};

/*
 * expect_json - from the line of plan -f json in @text; to be freed either way
 * returns: READ_OK, READ_BAD or READ_IO, then with @err filled in.
 */
int expect_json(struct expected *e, const char *text, size_t size, struct read_error *err);

/* expect_plan - from a plan as it is rendered; false: out of memory. To be freed
 * either way. */
bool expect_plan(struct expected *e, const struct render_input *in);
void expect_free(struct expected *e);

/* expect_iommu - the IOMMU of this path, which may be NULL; or NULL */
const struct expect_iommu *expect_iommu(const struct expected *e, const char *path);

static inline struct expect_device *expect_devices(const struct expected *e)
{
	return e->devices.data;
}

static inline struct expect_iommu *expect_iommus(const struct expected *e)
{
	return e->iommus.data;
}

#endif
