/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * libiommuplan - predict what Linux will do with the IOMMUs of a device tree
 *
 * The input is a flattened device tree and a kernel version. The result, the
 * plan, has the IOMMUs, masters, stream IDs, groups and default domains that
 * this kernel would create. What the kernel does is read from the tables in
 * schemas/, which are compiled into the library; each fact there names the
 * kernel function it was read from. This header includes no other header of
 * the library, and can be included from C++.
 *
 * Memory: the library does not allocate memory. The caller provides one block
 * for each plan. The block, the blob and the strings of struct
 * iommuplan_target belong to the caller and must not change or move while the
 * plan is in use. To drop a plan, drop its block: there is nothing to free.
 * Every pointer that a function returns points into the block, the blob or
 * constant data, and is valid as long as the plan. A block of 16 bytes for
 * each byte of blob, plus 1 MiB, is generous. Planning, lint and annotation
 * together took at most the blob's size plus 32 KiB for 302 of Debian's boards,
 * and less than 10 bytes for each byte of blob for the most expensive trees of
 * tests/bench/worst.py. These figures are measured, not proven: if the block
 * is too small, the functions return -IOP_ERR_NOSPACE.
 *
 * Threads: there is no global state. Several threads may read one plan at the
 * same time. iommuplan_make(), iommuplan_lint() and iommuplan_annotate() write
 * to the block.
 *
 * Trust: the blob may be hostile; it is checked completely before it is used.
 * Names and strings of a tree are returned unchanged: escape them before they
 * reach a terminal, a script or a file format.
 *
 * Errors: a function that can fail returns 0 or a count on success, and a
 * negative -IOP_ERR_ code on error.
 *
 * Versions: this is 0.x. A release may break the ABI; the soname then changes.
 * Structs carry their size, so that fields can be added: set it with
 * IOMMUPLAN_INIT, or by hand to sizeof. Fields beyond it are never accessed.
 *
 * Byte order and units: all numbers are in the byte order of the machine,
 * except where "big endian" is stated; addresses and sizes are in bytes.
 * Indices begin at 0. A node is an index in the order of the blob; the root is
 * 0. Strings are NUL-terminated.
 */
#ifndef IOMMUPLAN_H
#define IOMMUPLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The value of an index that refers to nothing. */
#define IOMMUPLAN_NONE UINT32_MAX

/*
 * Initialize a struct of this header: struct X x = IOMMUPLAN_INIT(x);
 * "struct" is needed in C++ as well, as some functions have the name of a struct.
 */
#ifdef __cplusplus
extern "C++" {
template <typename T> inline T iommuplan_sized()
{
	T t = T();

	t.size = sizeof(t);
	return t;
}
}
#define IOMMUPLAN_INIT(var) iommuplan_sized<decltype(var)>()
#else
#define IOMMUPLAN_INIT(var) { .size = sizeof(var) }
#endif

enum iommuplan_error {
	IOP_ERR_NOSPACE = 1,	/* the block or the buffer is too small */
	IOP_ERR_TRUNCATED,	/* the blob is shorter than its header's totalsize */
	IOP_ERR_BADMAGIC,	/* not a flattened device tree */
	IOP_ERR_BADVERSION,	/* unsupported version of the format */
	IOP_ERR_BADHEADER,	/* offsets or sizes in the header are not within the blob */
	IOP_ERR_BADSTRUCTURE,	/* broken structure block */
	IOP_ERR_BADSTRINGS,	/* a property name is outside the strings block */
	IOP_ERR_NOROOT,		/* no root node */
	IOP_ERR_DEPTH,		/* nodes nested deeper than Linux reads (63 levels) */
	IOP_ERR_BADNAME,	/* a node name with a slash, or an unnamed node */
	IOP_ERR_OVERLAY,	/* an overlay cannot express this edit */
	IOP_ERR_BADKERNEL,	/* not a kernel version, or not covered by the facts */
	IOP_ERR_NOTFOUND,	/* no element with this index */
	IOP_ERR_BADSIZE,	/* the size field of a struct is less than in the first release */
};

/*
 * iommuplan_strerror - describe a return value
 * @error: what a function of this header returned
 *
 * returns: one line without a full stop, constant; never NULL.
 */
const char *iommuplan_strerror(int error);

/* iommuplan_version - the version of the library, such as "0.1.0"; never NULL. */
const char *iommuplan_version(void);

/*
 * iommuplan_newest_kernel - the newest Linux version that the facts cover
 * @buf: set to the version, such as "7.3"
 *
 * returns: 0.
 */
int iommuplan_newest_kernel(char buf[16]);

/*
 * The kernel that a plan is made for. A field of 0 or NULL is not known. All
 * drivers count as built in.
 */
struct iommuplan_target {
	size_t size;
	const char *kernel;	/* "6.12", "6.1.50", "6.12.107+deb13-arm64"; NULL:
				 * the newest */
	const char *bootargs;	/* replaces /chosen/bootargs of the tree; NULL: not */
	uint32_t page_size;	/* of the kernel, in bytes; 0: 16384 on the SoCs of the
				 * list page-16k-socs in schemas/, otherwise 4096 */
	int bits;		/* 32: arm, 64: arm64, 0: determined by /cpus of the tree */
};

struct iommuplan;		/* opaque; stored in the caller's block */

/*
 * iommuplan_make - make the plan of one tree
 * @plan: set to the plan; not changed on error
 * @fdt: the blob, with any alignment
 * @fdt_size: size of the buffer at @fdt, at least the blob's totalsize
 * @target: the kernel, or NULL: the newest, with nothing else known
 * @mem: the block, with any alignment
 * @mem_size: size of the block
 * @where: set to the offset of the error in the blob, or NULL
 *
 * returns: 0; -IOP_ERR_BADKERNEL; -IOP_ERR_BADSIZE for @target;
 * -IOP_ERR_NOSPACE if the block is too small; or, for an invalid blob,
 * -IOP_ERR_TRUNCATED to -IOP_ERR_BADNAME. @where is set only for these.
 */
int iommuplan_make(struct iommuplan **plan, const void *fdt, size_t fdt_size,
		   const struct iommuplan_target *target,
		   void *mem, size_t mem_size, size_t *where);

/*
 * iommuplan_path - write the full path of a node, like snprintf()
 * @node: from a struct below
 * @buf: may be NULL if @size is 0
 *
 * returns: the length of the full path, without the NUL, which may be >= @size;
 * or -IOP_ERR_NOTFOUND.
 */
int iommuplan_path(const struct iommuplan *p, uint32_t node, char *buf, size_t size);

/*
 * iommuplan_cmdline - write the kernel parameters that fix the plan, like snprintf()
 * @buf: may be NULL if @size is 0
 *
 * returns: the length of the full text, which may be >= @size; 0 if no
 * parameter is needed.
 */
int iommuplan_cmdline(const struct iommuplan *p, char *buf, size_t size);

/* The numbers of elements; the index of an element is less. */
uint32_t iommuplan_iommu_count(const struct iommuplan *p);
uint32_t iommuplan_group_count(const struct iommuplan *p);
uint32_t iommuplan_device_count(const struct iommuplan *p);

struct iommuplan_iommu {
	size_t size;
	uint32_t node;
	uint32_t groups;		/* number of groups of its masters */
	uint32_t contexts_have;		/* number of context banks, at most; IOMMUPLAN_NONE:
					 * the tree does not describe it */
	uint32_t contexts_need;		/* number of context banks that its groups need */
	const char *driver;		/* "arm-smmu"; NULL: no known version has a driver */
	const char *state;		/* "active", "disabled", "no-driver",
					 * "fails-to-probe", "deferred" */
	const char *reason;		/* slug of the reason why it is not active, or NULL */
	const char *unclaimed;		/* effect on streams that belong to no group, as in
					 * struct iommuplan_device; NULL: the IOMMU is not
					 * active, or has no stream IDs */
};

struct iommuplan_group {
	size_t size;
	uint32_t iommu;			/* index */
	uint32_t first;			/* index of its first device; next leads to the others */
	uint32_t devices;		/* number of devices */
	const char *domain;		/* type of the default domain: "DMA", "DMA-FQ",
					 * "identity", "unmanaged", "blocked", "unknown" */
	const char *confidence;		/* "certain", "if-acs", "if-driver-binds",
					 * "if-bootloader", "unknown" */
	char key[14];			/* "g" and 12 hex digits; does not change if unrelated
					 * parts of the tree do */
};

/* A master, or those devices behind a PCI host whose DMA goes to one IOMMU. */
struct iommuplan_device {
	size_t size;
	uint32_t node;
	uint32_t iommu;			/* index, or IOMMUPLAN_NONE */
	uint32_t group;			/* index, or IOMMUPLAN_NONE: it has no group */
	uint32_t next;			/* next device of the group, or IOMMUPLAN_NONE */
	uint32_t streams;		/* number of streams */
	const char *reason;		/* slug of the reason why it has no group, or NULL */
	const char *confidence;		/* as in struct iommuplan_group */
	bool behind;			/* the devices behind the node, not its own */
	bool exists;			/* Linux creates a device, or may create one */
	const char *effect;		/* what happens to its DMA: "translated", "identity",
					 * "blocked", "foreign", "open", "firmware",
					 * "unknown" (iommuplan-terms(7) defines them);
					 * NULL: there is no device */
};

/* A stream ID, or a range of requester IDs and their stream IDs. */
struct iommuplan_stream {
	size_t size;
	uint32_t iommu;			/* index, or IOMMUPLAN_NONE: not translated */
	uint32_t id;			/* stream ID, of @first if it is a range; 0 if it is
					 * not translated */
	uint32_t mask;			/* a set bit of the ID is ignored */
	uint32_t first, last;		/* requester IDs, inclusive (bus << 8 | device << 3 |
					 * function for PCI); IOMMUPLAN_NONE: not a range */
	const char *reason;		/* slug of the reason for no translation, or NULL */
};

/*
 * iommuplan_iommu, iommuplan_group, iommuplan_device, iommuplan_stream - get an element
 * @n: index of the element
 * @device: index of the device whose @n-th stream is wanted
 * @out: its size has to be set, the other fields are written
 *
 * returns: 0; -IOP_ERR_NOTFOUND if there is no such element; -IOP_ERR_BADSIZE.
 */
int iommuplan_iommu(const struct iommuplan *p, uint32_t n, struct iommuplan_iommu *out);
int iommuplan_group(const struct iommuplan *p, uint32_t n, struct iommuplan_group *out);
int iommuplan_device(const struct iommuplan *p, uint32_t n, struct iommuplan_device *out);
int iommuplan_stream(const struct iommuplan *p, uint32_t device, uint32_t n,
		     struct iommuplan_stream *out);

/*
 * iommuplan_reason_text - describe a reason
 * @slug: from a struct above, or NULL
 *
 * returns: a sentence, constant; NULL if there is no such reason.
 */
const char *iommuplan_reason_text(const char *slug);

/*
 * iommuplan_lint - check the tree, for the kernel of the plan
 *
 * The findings are stored in the plan's block.
 *
 * returns: the number of findings; or -IOP_ERR_NOSPACE, after which the
 * findings made so far can still be read.
 */
int iommuplan_lint(struct iommuplan *p);

struct iommuplan_finding {
	size_t size;
	uint32_t node;
	uint32_t related;		/* a second node that it is about, or IOMMUPLAN_NONE */
	const char *rule;		/* slug of the rule */
	const char *severity;		/* "error", "warning", "note" */
	const char *property;		/* name of a property of the node, or NULL: the node */
};

/*
 * iommuplan_finding - get a finding
 * @n: its index, in the order of discovery
 * @out: its size has to be set, the other fields are written
 *
 * returns: 0; -IOP_ERR_NOTFOUND if there is no such finding; -IOP_ERR_BADSIZE.
 */
int iommuplan_finding(const struct iommuplan *p, uint32_t n, struct iommuplan_finding *out);

/*
 * iommuplan_finding_text - write the message of a finding, like snprintf()
 * @buf: may be NULL if @size is 0
 *
 * returns: the length of the full text, which may be >= @size; or
 * -IOP_ERR_NOTFOUND.
 */
int iommuplan_finding_text(const struct iommuplan *p, uint32_t n, char *buf, size_t size);

/*
 * iommuplan_annotate - write the tree with the plan in it, below /chosen/iommuplan
 * @generator: the program that writes it, "myloader 1.2"; NULL: the library
 * @buf: receives the blob, big endian; must not overlap the plan's blob; NULL
 *	with @size 0 to get the size
 * @needed: set to the size of the result
 *
 * The format is described in schemas/iommuplan-v1.md.
 *
 * returns: 0; -IOP_ERR_NOSPACE if *@needed is greater than @size (the contents
 * of @buf are then unusable), or, with *@needed 0, if the block is full or the
 * result is too large for the format; -IOP_ERR_BADHEADER if the memory
 * reservation block is not terminated.
 */
int iommuplan_annotate(struct iommuplan *p, const char *generator,
		       void *buf, size_t size, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
