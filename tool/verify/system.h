/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What a booted system says of itself: its tree, kernel, IOMMU groups, and the
 * devices that could be in one. Whatever is missing is listed, and the rest
 * is there.
 */
#ifndef VERIFY_SYSTEM_H
#define VERIFY_SYSTEM_H

#include "verify/fileset.h"
#include "verify/text_lookup.h"
#include "yaml/store.h"

/* A device of a bus; strings live in the system's store, NULL: not known. */
struct sys_device {
	const char *name;	/* dev_name() */
	const char *bus;	/* "platform", "amba", "pci" */
	const char *place;	/* below sys/devices, "platform/soc/fe380000.usb" */
	const char *node;	/* path of its node in the tree */
	const char *driver;	/* bound to it, or NULL */
	const char *waits;	/* why it is on the list of deferred probes, or NULL */
	uint32_t group;		/* index of its group, or SYS_NONE */
};

struct sys_group {
	unsigned int number;
	const char *type;	/* "DMA", or NULL */
	const char *reserved;	/* its reserved regions, lines */
	uint32_t count;		/* of devices in it */
};

struct sys_iommu {
	const char *name;	/* in /sys/class/iommu */
	const char *node;	/* of the device it belongs to */
	const char *device;	/* that device's name */
};

#define SYS_NONE UINT32_MAX

struct system {
	struct fileset files;
	const char *capture;	/* directory or archive that is read; NULL: what runs here */
	struct yaml_store store;
	char *tree;		/* a blob, to be freed */
	size_t tree_size;
	bool flattened;		/* made of /proc/device-tree */
	const char *release;	/* what uname -r prints, or NULL */
	const char *cmdline;	/* or NULL */
	const char *config;	/* path of its configuration among the files, or NULL */
	char *log;		/* kernel log, or NULL; to be freed */
	struct vec devices;	/* struct sys_device */
	struct vec groups;	/* struct sys_group, by number */
	struct vec iommus;	/* struct sys_iommu */
	struct lookup by_name, by_node;	/* devices */
	struct lookup iommu_by_node, iommu_by_device;
	struct vec missing;	/* const char *: what could not be read */
	bool acpi;		/* booted from ACPI: there is no tree */
};

/*
 * system_open - read it all
 * @where: "/" for the running system, a copy of its root, or an archive
 *
 * returns: an exit status; any error has been reported. To be closed
 * either way.
 */
int system_open(struct system *s, const char *where, struct out *diag);
void system_close(struct system *s);

/* system_device - the device of this node, else of this name; NULL: none */
const struct sys_device *system_device(const struct system *s, const char *node,
				       const char *name);

/* system_iommu - the IOMMU of this node, or of the device of this name; NULL:
 * none has registered */
const struct sys_iommu *system_iommu(const struct system *s, const char *node,
				     const char *name);

static inline struct sys_device *sys_devices(const struct system *s)
{
	return s->devices.data;
}

static inline struct sys_group *sys_groups(const struct system *s)
{
	return s->groups.data;
}

/* --- internal to this directory --- */

/* system_missing - note that @what could not be read */
void system_missing(struct system *s, const char *what);

/* system_string - @text in the store, taken over and freed; NULL stays NULL */
const char *system_string(struct system *s, char *text);

/* devices, groups, IOMMUs; false: out of memory */
bool system_read_devices(struct system *s);
bool system_read_groups(struct system *s);

/* live_tree - the tree below @path ("proc/device-tree") as a blob, to be freed;
 * NULL: there is none, or it is too large */
char *live_tree(const struct fileset *files, const char *path, size_t *size);

#endif
