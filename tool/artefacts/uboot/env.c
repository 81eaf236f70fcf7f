/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * board.env. The file cannot say which variables may be set, so the script
 * names them when it imports. A value holds neither newline nor backslash:
 * boot_safe() has seen to it. The version comes last: where it was imported,
 * the file was whole.
 */
#include "artefacts/uboot/boot.h"

#include "model/names.h"
#include "text/out.h"

void boot_env(struct out *o, const struct boot_input *in)
{
	char version[16];

	iop_version_text(in->plan->view->target.version, version);
	out_fmt(o, "# %s\n", in->generator);
	out_str(o, "iommu_bootargs=");
	out_str(o, in->cmdline);
	out_fmt(o, "\niommu_linux=%s\n", version);
}
