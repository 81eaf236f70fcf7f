// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "uboot/efi_file.h"

#include "uboot/efi_args.h"

#define NAME_LETTERS 256

static const struct efi_guid file_system = {
	0x964e5b22, 0x6459, 0x11d2, { 0x8e, 0x39, 0x00, 0xa0, 0xc9, 0x69, 0x72, 0x3b }
};

static void path_of(uint16_t *to, const char *name)
{
	efi_wide(to, NAME_LETTERS, name);
	for (; *to; to++)
		if (*to == '/')
			*to = '\\';
}

/* Without this line GRUB's load_env takes no file; to U-Boot it is a comment. */
static const char head[] = "# GRUB Environment Block\n";

static bool append(struct efi_file *file, const char *text, size_t size)
{
	uint64_t n = size;

	return !file->write(file, &n, text) && n == size;
}

/* Nothing of an older, longer file may stay behind the new text. */
static bool replace(struct efi_file *root, const uint16_t *path,
		    const char *text, size_t size)
{
	struct efi_file *file;
	bool whole;

	if (!root->open(root, &file, path, EFI_FILE_READ_WRITE, 0))
		file->delete(file);
	if (root->open(root, &file, path, EFI_FILE_READ_WRITE | EFI_FILE_CREATE, 0))
		return false;
	whole = append(file, head, sizeof(head) - 1) &&
		append(file, text, size);
	return !file->close(file) && whole;
}

bool efi_write_file(const struct efi_system_table *table,
		    const struct efi_loaded_image *image, const char *name,
		    const char *text, size_t size)
{
	uint16_t path[NAME_LETTERS];
	struct efi_volume *volume;
	struct efi_file *root;
	void *found = NULL;
	bool done;

	if (!image->device || table->boot->handle_protocol(image->device,
							   &file_system, &found))
		return false;
	volume = found;
	if (volume->open(volume, &root))
		return false;
	path_of(path, name);
	done = replace(root, path, text, size);
	root->close(root);
	return done;
}
