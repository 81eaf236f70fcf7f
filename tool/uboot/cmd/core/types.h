/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * In front of every file of the core: U-Boot's stdint.h is nearly empty, and
 * kernel.h, which libfdt.h brings with it, has the limits or not, by version.
 * Its shorter names are the core's own again once all of it has been read.
 */
#ifndef UBOOT_CMD_TYPES_H
#define UBOOT_CMD_TYPES_H

#include <linux/types.h>
#include <linux/kernel.h>
#include <linux/libfdt.h>
#include <linux/string.h>

#include "version.h"

#undef ALIGN
#undef BIT
#undef abs
#undef assert
#undef check_member
#undef clamp
#undef debug
#undef error
#undef linux	/* a macro to compilers of the sandbox */
#undef max
#undef min
#undef rounddown
#undef roundup
#undef swap

#ifndef UINT32_MAX
#define UINT32_MAX 0xffffffffu
#endif
#ifndef UINT64_MAX
#define UINT64_MAX (~(uint64_t)0)
#endif
#ifndef INT32_MAX
#define INT32_MAX 0x7fffffff
#endif
#ifndef UINT64_C
#define UINT64_C(n) n ## ull
#endif

#endif
