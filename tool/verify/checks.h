/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What was compared, one after the other, and with what result. */
#ifndef VERIFY_CHECKS_H
#define VERIFY_CHECKS_H

#include "verify/expect.h"
#include "verify/system.h"

enum check_result { CHECK_OK, CHECK_DIFFERS, CHECK_SKIPPED };

/* What a check is about: kind in JSON. */
#define CHECK_KINDS(K) \
	K(GROUP, "group")		/* a device's group, and its other members */ \
	K(DOMAIN, "domain")		/* that group's type */ \
	K(RESERVED, "reserved")		/* that group's reserved regions */ \
	K(IOMMU, "iommu")		/* has it registered? */ \
	K(UNPLANNED, "unplanned")	/* a device in a group that is not in the plan */ \
	K(DEVICE, "device")		/* is it there? */ \
	K(TREE, "tree")			/* the running tree against the one built */

enum check_kind {
#define CHECK_ENUM(id, slug) CHECK_##id,
	CHECK_KINDS(CHECK_ENUM)
#undef CHECK_ENUM
};

/* Why they differ: cause in JSON. */
#define CHECK_CAUSES(C) \
	C(NONE, "none", "") \
	C(DRIVER_ABSENT, "driver-absent", "no driver is bound to the IOMMU") \
	C(MODULE, "module-not-loaded", "the IOMMU's driver is a module that is not loaded") \
	C(PROBE, "iommu-probe-failed", "the IOMMU's driver failed to probe") \
	C(DEFERRED, "iommu-deferred", "the IOMMU's probe is deferred until a supplier is available") \
	C(WAITS, "device-deferred", "the device's probe is deferred until a supplier is available") \
	C(NO_DEVICE, "no-device", "the system has no such device") \
	C(BOOTARGS, "bootargs", "the kernel was booted with different arguments") \
	C(TYPE_WRITTEN, "type-written", "the group's type was changed after boot") \
	C(PCI, "pci-topology", "the devices on the PCI bus differ from those in the plan") \
	C(KERNEL, "other-kernel", "the plan was made for a different kernel or configuration") \
	C(TREE, "tree-edited", "the running tree differs from the one that was built") \
	C(PREDICTION, "prediction", "no cause found on the system: the prediction may be wrong")

enum check_cause {
#define CAUSE_ENUM(id, slug, text) CAUSE_##id,
	CHECK_CAUSES(CAUSE_ENUM)
#undef CAUSE_ENUM
};

struct verify_check {
	enum check_result result;
	enum check_kind kind;
	enum check_cause cause;
	const char *device, *iommu;	/* paths, or NULL; a name where no path is known */
	const char *planned, *found;	/* as shown, or NULL */
	const char *because;		/* the evidence: a line of the log; why it was skipped */
};

struct checks {
	struct vec list;	/* struct verify_check */
	struct yaml_store store;	/* of the texts made for them */
	const char **failures;	/* by IOMMU: the line that says its probe failed; made when
				 * first asked for */
	bool failed;		/* out of memory */
};

extern const char *const check_kinds[], *const check_causes[], *const check_cause_texts[];

/* check_add - add a check; its texts belong to the caller */
struct verify_check *check_add(struct checks *c, enum check_kind kind, enum check_result result);

/* check_text - printf() into the store; NULL, and @c failed: out of memory */
const char *check_text(struct checks *c, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void checks_free(struct checks *c);

/* checks_system - is the plan right about this system? */
void checks_system(struct checks *c, const struct expected *e, const struct system *s);

/* checks_tree - is the running tree's plan that of the tree that was built? */
void checks_tree(struct checks *c, const struct expected *built, const struct expected *now,
		 const struct system *s);

/* --- internal to this directory --- */

/* cause_no_group - why a device of an active IOMMU has no group */
void cause_no_group(struct checks *c, struct verify_check *k, const struct expected *e,
		    const struct system *s, const struct sys_device *d);

/* cause_iommu - why an IOMMU has not registered; false: it has */
bool cause_iommu(struct checks *c, struct verify_check *k, const struct expected *e,
		 const struct expect_iommu *i, const struct system *s);

/* cause_domain - why the type of a group differs from the plan */
void cause_domain(struct checks *c, struct verify_check *k, const struct expected *e,
		  const struct system *s);

#endif
