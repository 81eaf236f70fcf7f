/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef VENDOR_HELP_H
#define VENDOR_HELP_H

#include "dts_help.h"

/* dts_plan_vendor - by the facts of a vendor's kernel, over mainline's. */
void dts_plan_vendor(const char *vendor, iop_version version, const char *text);

#endif
