/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef UBOOT_EFI_FILE_H
#define UBOOT_EFI_FILE_H

#include <stdbool.h>

#include "uboot/efi.h"

/*
 * efi_write_file - a whole file, in place of one of that name, on the volume
 * that the application was loaded from
 * @name: from the volume's root, with '/' or '\'
 * returns: false if there is no such volume or it cannot be written to.
 */
bool efi_write_file(const struct efi_system_table *table,
		    const struct efi_loaded_image *image, const char *name,
		    const char *text, size_t size);

#endif
