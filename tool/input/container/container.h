/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Files that boots carry, known by their content: where in them the trees are.
 * Sizes in them are not trusted: none is used before it is compared with what is
 * there, and what is wrong is reported with the offset of the field.
 */
#ifndef INPUT_CONTAINER_H
#define INPUT_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CONTAINER_PARTS_MAX 4096u
#define CONTAINER_NAME_MAX 32u

enum container_kind {
	CONTAINER_NONE,
	CONTAINER_PACKED,	/* gzip, zstd */
	CONTAINER_PE,		/* UKI, its addons, kernels with a stub */
	CONTAINER_KERNEL,	/* arm64 Image, EFI zboot, zImage */
	CONTAINER_BOOT,		/* Android boot image */
	CONTAINER_VENDOR_BOOT,
	CONTAINER_TABLE,	/* dtb.img, dtbo.img */
	CONTAINER_QCDT,
	CONTAINER_UIMAGE,	/* U-Boot's older format */
};

/* @name is "dtb[0]", ".dtb"; the data need not be aligned, nor be a tree. */
typedef int (*container_fn)(void *ctx, const char *name, const uint8_t *data,
			    size_t size);

struct container_span {
	const uint8_t *data;	/* NULL: the container has none */
	size_t size;
};

/* What a container says of how its trees are booted; of each part anew. */
struct container_said {
	struct container_span kernel;
	struct container_span behind;	/* text that is appended to the tree's own arguments */
	struct container_span cmdline[2];	/* one string, as stored, perhaps with NULs */
	struct container_span uname;		/* a label: the release, not verified */
	struct container_span hwids;		/* which machines get which .dtbauto */
};

struct container {
	const uint8_t *data;
	size_t size;
	container_fn fn;	/* for each part that should be trees */
	void *ctx;
	struct container_said said;	/* of the part at hand, and at the end of the last */
	unsigned int parts;	/* how many there were */
	bool script;		/* it is one, of commands that are not read */
	int worst;		/* of what @fn returned */
	const char *trouble;	/* why it was read no further, or NULL */
	size_t at;		/* and the byte */
};

enum container_kind container_kind(const uint8_t *data, size_t size);

/* container_title - "an Android boot image" */
const char *container_title(enum container_kind kind);

/* container_each - the parts of a container of this kind, in its order */
void container_each(struct container *c, enum container_kind kind);

/*
 * container_trees - concatenated trees, with padding between them
 * @end: behind the last; what follows there is no padding
 *
 * returns: how many.
 */
unsigned int container_trees(const uint8_t *data, size_t size, size_t *end);

/* container_tree_size - what the header at the start says; 0: no tree's */
size_t container_tree_size(const uint8_t *data, size_t size);

/*
 * container_appended - where the trees behind a kernel begin that reach to the
 * end of it but for padding; @size where there are none
 */
size_t container_appended(const uint8_t *data, size_t size);

/* container_banner - "6.12.117" of a kernel that is not compressed, or NULL;
 * @length bytes of the data, not terminated */
const char *container_banner(const uint8_t *data, size_t size, size_t *length);

/* For the formats: */
void container_android_boot(struct container *c);
void container_android_vendor(struct container *c);
void container_dtb_table(struct container *c);
void container_qcdt(struct container *c);
void container_pe(struct container *c);
void container_uimage(struct container *c);

/* container_fails - false; no more is read */
bool container_fails(struct container *c, size_t at, const char *trouble);

/* container_span - what the field at @at says is at @offset; false: not there */
bool container_span(struct container *c, struct container_span *s, uint64_t offset,
		    uint64_t length, size_t at);

/* container_part - hand @length bytes at @offset on, as the field at @at says */
bool container_part(struct container *c, const char *name, uint64_t offset,
		    uint64_t length, size_t at);

/* container_le32, container_be32 - a field; false beyond the end */
bool container_le32(struct container *c, size_t at, uint32_t *value);
bool container_be32(struct container *c, size_t at, uint32_t *value);

#endif
