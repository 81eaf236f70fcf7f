/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* What start.S enters. */
#ifndef UBOOT_APP_H
#define UBOOT_APP_H

#include <stdint.h>

/* go_main - from "go" and "bootm"; returns an enum glue_status. */
int go_main(int argc, char *const argv[]);

struct efi_system_table;

/* efi_main - from firmware; returns an EFI status. */
uint64_t efi_main(void *image, const struct efi_system_table *table);

#endif
