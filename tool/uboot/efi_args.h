/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Conversion between UEFI's text, with 16 bits per character, and plain text. */
#ifndef UBOOT_EFI_ARGS_H
#define UBOOT_EFI_ARGS_H

#include "uboot/efi.h"

#define EFI_ARGS_MAX 16
#define EFI_ARGS_TEXT 4096
#define EFI_ARGS_SIZE (EFI_ARGS_MAX * sizeof(char *) + EFI_ARGS_TEXT)

/*
 * efi_args - the load options as words; blanks between double quotes stay
 * @argv: EFI_ARGS_SIZE bytes for the words and, behind them, their text
 * returns: how many; what does not fit is left out.
 */
int efi_args(const struct efi_loaded_image *image, char **argv);

/* efi_print - text with Unix's ends of lines, onto the console. */
void efi_print(const struct efi_system_table *table, const char *text);

/* efi_wide - ASCII to UEFI's text; cut to @size letters with the end. */
void efi_wide(uint16_t *to, size_t size, const char *from);

#endif
