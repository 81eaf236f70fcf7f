/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about the kernel command line; see lint/rules.h. */
#ifndef IOP_LINT_BOOTARGS_H
#define IOP_LINT_BOOTARGS_H

#define IOP_RULES_BOOTARGS(R) \
	R(ARG_UNKNOWN, "bootargs-unknown", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument looks like an IOMMU parameter but is not one", \
	  "'{0}' is not a parameter of any known Linux version{1}") \
	R(ARG_FOLKLORE, "bootargs-folklore", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument is often recommended, but no mainline kernel reads it", \
	  "'{0}' is not a parameter of any mainline kernel: it has no effect unless a patch adds it") \
	R(ARG_OTHER_ARCH, "bootargs-other-architecture", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument is read by other architectures only", \
	  "'{0}' is read by other architectures only; here it has no effect") \
	R(ARG_OTHER_VERSION, "bootargs-other-version", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument does not exist in this kernel version", \
	  "'{0}' is a parameter of other kernel versions; here it has no effect") \
	R(ARG_BAD_VALUE, "bootargs-bad-value", WARNING, LINUX, iop_lint_bootargs, \
	  "the value of a boot argument is not a boolean", \
	  "'{0}' is ignored: its value is not a boolean for this kernel") \
	R(ARG_CONTRADICTS, "bootargs-contradiction", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument is overridden by a later one", \
	  "'{0}' is overridden by a later value") \
	R(ARG_NO_EFFECT, "bootargs-no-effect", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument has no effect on 32-bit ARM", \
	  "'{0}' is read, but has no effect on 32-bit ARM") \
	R(ARG_NOT_READ, "bootargs-after-dashes", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument follows \"--\" and is passed to init", \
	  "'{0}' follows \"--\" and is passed to init") \
	R(ARG_PASSTHROUGH, "bootargs-passthrough", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument disables translation for all masters", \
	  "'{0}' gives {1} of {2} {2|master|masters} an identity domain: {1|its|their} DMA is not translated") \
	R(ARG_LAZY, "bootargs-lazy", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument defers IOTLB invalidation", \
	  "'{0}' defers IOTLB invalidation for {1} of {2} {2|master|masters}") \
	R(ARG_ISOLATION, "bootargs-isolation", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument weakens the isolation of devices", \
	  "'{0}' weakens the isolation of devices: {1} of {2} {2|master|masters} here {1|has|have} {3}") \
	R(ARG_BYPASS, "bootargs-bypass", WARNING, LINUX, iop_lint_bootargs, \
	  "a boot argument lets unclaimed streams bypass the IOMMU", \
	  "'{0}' lets unclaimed streams bypass {1} {1|IOMMU|IOMMUs}: {2} {2|master has|masters have} no group there, and {3} {3|device|devices} without iommus may be wired to {1|it|them}")

#endif
