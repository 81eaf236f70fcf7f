/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * As much of UEFI as the application uses, laid out as its specification has
 * it: services by their place in the table, those unused as gaps.
 */
#ifndef UBOOT_EFI_H
#define UBOOT_EFI_H

#include <stddef.h>
#include <stdint.h>

typedef uint64_t efi_status;

#define EFI_ERROR(n)		(UINT64_C(1) << 63 | (n))
#define EFI_LOAD_ERROR		EFI_ERROR(1)
#define EFI_INVALID_PARAMETER	EFI_ERROR(2)
#define EFI_OUT_OF_RESOURCES	EFI_ERROR(9)
#define EFI_NOT_FOUND		EFI_ERROR(14)
#define EFI_ABORTED		EFI_ERROR(21)

struct efi_guid {
	uint32_t a;
	uint16_t b, c;
	uint8_t d[8];
};

struct efi_header {
	uint64_t signature;
	uint32_t revision, size, crc32, reserved;
};

struct efi_console {
	void *reset;
	efi_status (*print)(struct efi_console *self, const uint16_t *text);
};

struct efi_configuration {
	struct efi_guid guid;
	void *table;
};

/* Of EFI_BOOT_SERVICES; the numbers count the services between. */
struct efi_boot_services {
	struct efi_header header;
	void *unused1[4];
	efi_status (*get_memory_map)(void);
	efi_status (*allocate_pool)(unsigned int type, uint64_t size, void **buffer);
	efi_status (*free_pool)(void *buffer);
	void *unused2[9];
	efi_status (*handle_protocol)(void *handle, const struct efi_guid *guid,
				      void **interface);
	void *unused3[4];
	efi_status (*install_configuration_table)(const struct efi_guid *guid,
						  void *table);
};

struct efi_system_table {
	struct efi_header header;
	uint16_t *vendor;
	uint32_t revision, padding;
	void *in_handle, *in;
	void *out_handle;
	struct efi_console *out;
	void *error_handle, *error;
	void *runtime;
	struct efi_boot_services *boot;
	uint64_t n_tables;
	struct efi_configuration *tables;
};

struct efi_loaded_image {
	uint32_t revision, padding;
	void *parent;
	const struct efi_system_table *table;
	void *device;
	void *path, *reserved;
	uint32_t options_size, padding2;
	const uint16_t *options;
};

struct efi_file {
	uint64_t revision;
	efi_status (*open)(struct efi_file *self, struct efi_file **file,
			   const uint16_t *name, uint64_t mode, uint64_t attributes);
	efi_status (*close)(struct efi_file *self);
	efi_status (*delete)(struct efi_file *self);
	efi_status (*read)(struct efi_file *self, uint64_t *size, void *buffer);
	efi_status (*write)(struct efi_file *self, uint64_t *size, const void *buffer);
};

struct efi_volume {
	uint64_t revision;
	efi_status (*open)(struct efi_volume *self, struct efi_file **root);
};

#define EFI_FILE_READ_WRITE	3
#define EFI_FILE_CREATE		(UINT64_C(1) << 63)

#define EFI_LOADER_DATA		2	/* kinds of memory */
#define EFI_ACPI_RECLAIM	9	/* where a tree has to be, by EBBR */

#endif
