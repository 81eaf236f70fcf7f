/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Where libfdt's header is depends on who builds the library. */
#ifndef IOP_FDT_H
#define IOP_FDT_H

#ifdef __UBOOT__
#include <linux/libfdt.h>
#else
#include <libfdt.h>
#endif

#endif
