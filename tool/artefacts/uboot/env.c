/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * board.env. The file cannot say which variables may be set, so the script
 * names them when it imports. A value holds neither newline nor backslash:
 * boot_safe() has seen to it.
 */
#include "artefacts/uboot/boot.h"

#include "text/out.h"

/* "itest.l *addr" reads the big-endian sum that crc32 stores as this. */
static uint32_t swapped(uint32_t n)
{
	return n >> 24 | (n >> 8 & 0xff00) | (n << 8 & 0xff0000) | n << 24;
}

static void variable(struct out *o, const char *name)
{
	out_str(o, name);
	out_char(o, '=');
}

void boot_env(struct out *o, const struct boot_input *in, bool apply)
{
	uint32_t crc = boot_crc32(in->tree, in->tree_size);

	out_fmt(o, "# %s\n", in->generator);
	variable(o, "iommu_bootargs");
	out_str(o, in->cmdline);
	out_fmt(o, "\niommu_dtb_size=0x%zx\n", in->tree_size);
	out_fmt(o, "iommu_dtb_crc32=0x%08x\n", crc);
	out_fmt(o, "iommu_dtb_crc32le=0x%08x\n", swapped(crc));
	if (!apply)
		return;
	variable(o, "iommu_apply");
	boot_apply(o, in);
	out_char(o, '\n');
}
