/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * board.boot.cmd: the script in board.boot.cmd of this directory, with the
 * names of its board filled in. What it may rely on is U-Boot 2023.01's old shell: "exit"
 * does not end a script, "a && b || c" runs nothing when a fails, many boards
 * have no arithmetic, and a failed "fdt apply" destroys its target. Hence
 * nested ifs, a pristine tree in one place and a working copy in another.
 */
#include "artefacts/uboot/boot.h"

#include "text/out.h"

static const char script[] =
#include "boot_cmd.inc"
;

/* "itest.l *addr" reads the big-endian sum that crc32 stores as this. */
static uint32_t swapped(uint32_t n)
{
	return n >> 24 | (n >> 8 & 0xff00) | (n << 8 & 0xff0000) | n << 24;
}

/* What there is not one of is cleared: it may be another board's. */
static void put_sum(struct out *o, const char *what, const char *suffix,
		    const struct boot_sum *sum)
{
	if (!sum->size) {
		out_fmt(o, "setenv iommu_%s_size\nsetenv iommu_%s_crc32le\n",
			what, what);
		return;
	}
	out_fmt(o, "# %s: %zu bytes, CRC32 0x%08x, here as itest.l reads it\n"
		"setenv iommu_%s_size 0x%zx\nsetenv iommu_%s_crc32le 0x%08x\n",
		suffix, sum->size, sum->crc, what, sum->size, what,
		swapped(sum->crc));
}

bool boot_is_arm(const struct boot_input *in)
{
	return in->plan->defaults.arch == IOP_ARCH_ARM;
}

static void put_head(struct out *o, const struct boot_input *in)
{
	bool arm = boot_is_arm(in);

	out_fmt(o, "# %s: mkimage -A %s -T script -d ", in->generator,
		arm ? "arm" : "arm64");
	out_str(o, in->stem);
	out_str(o, ".boot.cmd iommuplan.scr\nsetenv iommu_board ");
	out_str(o, in->stem);
	out_fmt(o, "\ntest -n \"${iommu_boot}\" || setenv iommu_boot %s\n"
		"test -n \"${iommu_kernel}\" || setenv iommu_kernel %s\n",
		arm ? "bootz" : "booti", arm ? "zImage" : "Image");
	put_sum(o, "env", ".env", &in->env);
	put_sum(o, "dtb", ".dtb", &in->base);
	put_sum(o, "merged", ".iommu.dtb", &in->merged);
	put_sum(o, "overlay", ".iommu.dtbo", &in->dtbo);
}

void boot_script(struct out *o, const struct boot_input *in, bool apply)
{
	put_head(o, in);
	out_str(o, "setenv iommu_apply");
	if (apply) {
		out_str(o, " '");
		boot_apply(o, in);
		out_char(o, '\'');
	}
	out_char(o, '\n');
	out_str(o, script);
}
