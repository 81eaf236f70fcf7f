// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/efi_args.h"

#include <stdbool.h>

/* Up to the end, which some leave out. */
static size_t narrow(const struct efi_loaded_image *image, char *to, size_t size)
{
	size_t n = image->options ? image->options_size / 2 : 0, i;

	for (i = 0; i < n && i < size - 1 && image->options[i]; i++)
		to[i] = image->options[i] < 0x80 ? (char)image->options[i] : '?';
	to[i] = '\0';
	return i;
}

int efi_args(const struct efi_loaded_image *image, char **argv)
{
	char *text = (char *)(argv + EFI_ARGS_MAX), *to = text;
	size_t n = narrow(image, text, EFI_ARGS_TEXT);
	bool word = false, quoted = false;
	int argc = 0;

	/* A word is never longer than what it is made of: it can stay there. */
	for (size_t i = 0; i <= n; i++) {
		char c = text[i];

		if (c == '"') {
			quoted = !quoted;
			continue;
		}
		if (!c || (!quoted && (c == ' ' || c == '\t' || c == '\n'))) {
			if (word)
				*to++ = '\0';
			word = false;
			continue;
		}
		if (!word) {
			if (argc == EFI_ARGS_MAX)
				return argc;
			argv[argc++] = to;
		}
		word = true;
		*to++ = c;
	}
	return argc;
}

void efi_wide(uint16_t *to, size_t size, const char *from)
{
	size_t i;

	for (i = 0; i + 1 < size && from[i]; i++)
		to[i] = (unsigned char)from[i];
	to[i] = 0;
}

void efi_print(const struct efi_system_table *table, const char *text)
{
	uint16_t line[3] = { 0 };

	if (!table->out)
		return;
	for (; *text; text++) {
		unsigned int n = 0;

		if (*text == '\n')
			line[n++] = '\r';
		line[n++] = (unsigned char)*text;
		line[n] = 0;
		table->out->print(table->out, line);
	}
}
