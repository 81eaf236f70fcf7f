/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* The location of libfdt's header depends on the project that builds the library. */
#ifndef IOP_FDT_H
#define IOP_FDT_H

#ifdef __UBOOT__
#include <linux/libfdt.h>
#else
#include <libfdt.h>
#endif

#endif
