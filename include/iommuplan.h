/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * libiommuplan - what Linux will do with the IOMMUs of a device tree
 *
 * A flattened device tree and a kernel version in; IOMMUs, masters, stream
 * IDs, groups and default domains out, as that kernel makes them. It includes
 * no other header of the library, and C++ may include it.
 *
 * Memory: the library allocates nothing. The caller hands over one block for
 * each plan; it, the blob, and the strings of struct iommuplan_target have to
 * stay as they are while the plan is in use. Dropping the block drops the
 * plan: there is nothing to free. Every pointer that a function returns points
 * into the block, the blob or constant data. 16 bytes of block for each byte of
 * blob, and 1 MiB more, are generous. Planning, lint and annotation together
 * took no more than the blob's size and 32 KiB for 302 of Debian's boards, and
 * less than 10 bytes a byte for the costliest trees of tests/bench/worst.py.
 * That was measured, not proven: IOP_ERR_NOSPACE means that it was not enough.
 *
 * Threads: there is no global state. One plan may be read by several threads
 * at once; iommuplan_make() and iommuplan_lint() write to their block.
 *
 * Trust: the blob may be hostile, and is checked whole before it is read.
 * Names and strings of a tree are returned as they are in it: escape them
 * before they reach a terminal, a script or a file format.
 *
 * Errors: a function that can fail returns 0 or a count, or a negative
 * -IOP_ERR_ code.
 *
 * Versions: this is 0.x. A release may break the ABI, and then the soname
 * changes. Structs carry their size, so that fields can be added: set it with
 * IOMMUPLAN_INIT, or by hand to sizeof; fields beyond it are never touched.
 *
 * Numbers are in the machine's byte order; addresses and sizes in bytes.
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

/* A struct of this header, ready to be handed over: struct X x = IOMMUPLAN_INIT(x);
 * C++ has to write "struct" as well: some functions have a struct's name. */
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
	IOP_ERR_TRUNCATED,	/* the blob is shorter than its header states */
	IOP_ERR_BADMAGIC,	/* not a flattened device tree */
	IOP_ERR_BADVERSION,	/* of a format version that is not supported */
	IOP_ERR_BADHEADER,	/* offsets or sizes of the header do not fit */
	IOP_ERR_BADSTRUCTURE,	/* broken structure block */
	IOP_ERR_BADSTRINGS,	/* a property name lies outside its block */
	IOP_ERR_NOROOT,		/* no root node */
	IOP_ERR_DEPTH,		/* nested deeper than Linux reads */
	IOP_ERR_BADNAME,	/* a node name with a slash, or an unnamed node */
	IOP_ERR_OVERLAY,	/* an overlay cannot express this */
	IOP_ERR_BADKERNEL,	/* not a version, or one the facts do not cover */
	IOP_ERR_NOTFOUND,	/* no element with this index */
	IOP_ERR_BADSIZE,	/* a struct's size field is less than its first release's */
};

/* iommuplan_strerror - one line without a full stop for a returned value; never NULL. */
const char *iommuplan_strerror(int error);

/* iommuplan_version - of the library, "0.1.0". */
const char *iommuplan_version(void);

/* iommuplan_newest_kernel - the newest Linux version its facts cover, "7.3". */
int iommuplan_newest_kernel(char buf[16]);

/* The kernel a plan is made for; all zero except the size: nothing is known. */
struct iommuplan_target {
	size_t size;
	const char *kernel;	/* "6.12", "6.1.50", "6.12.107+deb13-arm64"; NULL: the newest */
	const char *bootargs;	/* instead of the tree's /chosen/bootargs; NULL: the tree's */
	uint32_t page_size;	/* of the kernel, in bytes; 0: 4096 */
	int bits;		/* 32: arm, 64: arm64, 0: determined by the tree's cpus */
};

struct iommuplan;		/* opaque; lives in the caller's block */

/*
 * iommuplan_make - plan one tree
 * @plan: set to the plan; untouched on error
 * @fdt: any alignment; @fdt_size: bytes at it, at least its totalsize
 * @target: may be NULL
 * @mem: the block, any alignment; @mem_size: its bytes
 * @where: NULL, or set on error to the offset in the blob it was found at
 *
 * returns: 0, -IOP_ERR_BADKERNEL, -IOP_ERR_BADSIZE, or what is wrong with the
 * blob or the block.
 */
int iommuplan_make(struct iommuplan **plan, const void *fdt, size_t fdt_size,
		   const struct iommuplan_target *target,
		   void *mem, size_t mem_size, size_t *where);

/*
 * iommuplan_path - full path of a node, written as snprintf() does
 * @node: as found in the structs below
 *
 * returns: its whole length, which may be >= @size, or -IOP_ERR_NOTFOUND.
 */
int iommuplan_path(const struct iommuplan *p, uint32_t node, char *buf, size_t size);

/*
 * iommuplan_cmdline - the kernel parameters that pin the plan, likewise
 * written; an empty text where nothing has to be pinned.
 */
int iommuplan_cmdline(const struct iommuplan *p, char *buf, size_t size);

/* How many there are; each is found by its index, from 0 on. */
uint32_t iommuplan_iommu_count(const struct iommuplan *p);
uint32_t iommuplan_group_count(const struct iommuplan *p);
uint32_t iommuplan_device_count(const struct iommuplan *p);

struct iommuplan_iommu {
	size_t size;
	uint32_t node;
	uint32_t groups;		/* behind it */
	uint32_t contexts_have;		/* at most; IOMMUPLAN_NONE: the tree does not show it */
	uint32_t contexts_need;
	const char *driver;		/* "arm-smmu"; NULL: no driver of any version */
	const char *state;		/* "active", "disabled", "no-driver", "fails-to-probe" */
	const char *reason;		/* slug of why it is not active, or NULL */
	const char *unclaimed;		/* what it does with streams that no node names: an
					 * effect, or NULL: not active, or it has no IDs */
};

struct iommuplan_group {
	size_t size;
	uint32_t iommu;			/* index */
	uint32_t first;			/* device index; the others by their next */
	uint32_t devices;
	const char *domain;		/* "DMA", "DMA-FQ", "identity", "unmanaged",
					 * "blocked", "unknown" */
	const char *confidence;		/* "certain", "if-acs", "if-driver-binds", ... */
	char key[14];			/* "g" and 12 hex digits, stable under unrelated edits */
};

/* A master, or what is behind a PCI host as far as one IOMMU serves it. */
struct iommuplan_device {
	size_t size;
	uint32_t node;
	uint32_t iommu;			/* index, or IOMMUPLAN_NONE */
	uint32_t group;			/* index, or IOMMUPLAN_NONE: it has no IOMMU */
	uint32_t next;			/* next device of the group, or IOMMUPLAN_NONE */
	uint32_t streams;		/* how many */
	const char *reason;		/* slug of why it has no group, or NULL */
	const char *confidence;
	bool behind;			/* not the node's device, but those behind it */
	bool exists;			/* Linux makes a device, or may make one */
	const char *effect;		/* what becomes of its DMA: "translated", "identity",
					 * "blocked", "foreign", "open", "firmware",
					 * "unknown"; NULL: there is no device */
};

/* A stream ID, or a range of requester IDs and the stream IDs they become. */
struct iommuplan_stream {
	size_t size;
	uint32_t iommu;			/* index, or IOMMUPLAN_NONE: not translated */
	uint32_t id;			/* of the first; 0 where it is not translated */
	uint32_t mask;			/* bits of the ID that are ignored */
	uint32_t first, last;		/* requester IDs; both IOMMUPLAN_NONE without */
	const char *reason;		/* slug of why not translated, or NULL */
};

/* Each returns 0, -IOP_ERR_NOTFOUND past the last, or -IOP_ERR_BADSIZE. */
int iommuplan_iommu(const struct iommuplan *p, uint32_t n, struct iommuplan_iommu *out);
int iommuplan_group(const struct iommuplan *p, uint32_t n, struct iommuplan_group *out);
int iommuplan_device(const struct iommuplan *p, uint32_t n, struct iommuplan_device *out);
int iommuplan_stream(const struct iommuplan *p, uint32_t device, uint32_t n,
		     struct iommuplan_stream *out);

/* iommuplan_reason_text - the sentence for a reason's slug; NULL: not known, or no @slug. */
const char *iommuplan_reason_text(const char *slug);

/*
 * iommuplan_lint - look for what is wrong in the tree, for this kernel
 *
 * returns: the number of findings, which are kept in the plan's block, or
 * -IOP_ERR_NOSPACE: those found until then can still be read.
 */
int iommuplan_lint(struct iommuplan *p);

struct iommuplan_finding {
	size_t size;
	uint32_t node;
	uint32_t related;		/* another node it is about, or IOMMUPLAN_NONE */
	const char *rule;		/* slug */
	const char *severity;		/* "error", "warning", "note" */
	const char *property;		/* of the node, or NULL */
};

/* iommuplan_finding - the n-th in the order of discovery, as above. */
int iommuplan_finding(const struct iommuplan *p, uint32_t n, struct iommuplan_finding *out);

/* iommuplan_finding_text - its sentence, written as iommuplan_path() does. */
int iommuplan_finding_text(const struct iommuplan *p, uint32_t n, char *buf, size_t size);

/*
 * iommuplan_annotate - the tree with the plan in it, below /chosen/iommuplan
 * @generator: who writes it, "myloader 1.2"; NULL: the library
 * @buf: apart from the blob; NULL with @size 0 asks for the size
 * @needed: set to the bytes it takes
 *
 * returns: 0; -IOP_ERR_NOSPACE where *@needed is more than @size, and @buf
 * holds nothing usable then, or, with *@needed 0, where the block is full;
 * -IOP_ERR_BADHEADER where the memory reservation block is not terminated.
 */
int iommuplan_annotate(struct iommuplan *p, const char *generator,
		       void *buf, size_t size, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
