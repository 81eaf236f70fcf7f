/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * board.boot.cmd: the script in board.boot.cmd of this directory, told which
 * board it is for. What it may rely on is U-Boot 2023.01's old shell: "exit"
 * does not end a script, "a && b || c" runs nothing when a fails, many boards
 * have no arithmetic, and a failed "fdt apply" destroys its target. Hence
 * nested ifs, a pristine tree in one place and a working copy in another.
 */
#include "artefacts/uboot/boot.h"

#include "text/out.h"

static const char script[] =
#include "boot_cmd.inc"
;

void boot_script(struct out *o, const struct boot_input *in)
{
	out_fmt(o, "# %s: mkimage -A arm64 -T script -d ", in->generator);
	out_str(o, in->stem);
	out_str(o, ".boot.cmd boot.scr\nsetenv iommu_board ");
	out_str(o, in->stem);
	out_char(o, '\n');
	out_str(o, script);
}
