// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cli/examples.h"

#include <string.h>

/* In the order in which somebody would need them. tests/cli/examples.sh runs each. */
static const struct {
	unsigned int commands;
	const char *line, *what;
} examples[] = {
#ifndef IOP_ONLY_VERIFY
	{ FOR_PLAN, "plan board.dtb", "what the newest known kernel does" },
	{ FOR_PLAN, "plan --because -k 6.12 board.dts", "a different version, with the reasons" },
	{ FOR_PLAN, "plan -k 6.1..7.2 board.dtb", "what changes between two" },
	{ FOR_PLAN, "plan -k 6.12 -p policy.yaml board.dtb", "the changes that satisfy a policy" },
	{ FOR_PLAN, "plan -f html -o board.html board.dtb", "a page to share" },
	{ FOR_LINT, "lint -k 6.12 board.dts", "at the lines of the source" },
	{ FOR_LINT, "lint -k 6.12 --by finding boards", "a directory of boards" },
	{ FOR_LINT, "lint --new-since old boards", "only what old does not have" },
	{ FOR_LINT, "lint -f sarif -o lint.sarif boards", "for code scanning" },
	{ FOR_BUILD, "build -k 6.12 -p policy.yaml -o out board.dtb", "out/board.iommu.dtb and more" },
	{ FOR_BUILD, "build -k 6.12 --target u-boot -o out board.dtb", "also a boot script and files for U-Boot" },
	{ FOR_BUILD, "build -k 6.12 --only cmdline -o out board.dtb", "boot arguments alone" },
	{ FOR_DIFF, "diff old.dtb board.dtb", "two trees" },
	{ FOR_DIFF, "diff -k 6.1..7.2 board.dtb", "two kernels" },
	{ FOR_DIFF, "diff -f markdown old boards", "two directories, as a comment" },
#endif
	{ FOR_VERIFY, "verify", "the running system" },
	{ FOR_VERIFY, "verify --against board.dtb", "and what the boot loader changed" },
	{ FOR_VERIFY, "verify --record board.tar", "on the board; then elsewhere:" },
	{ FOR_VERIFY, "verify --capture board.tar -f ktap", "as a test" },
#ifndef IOP_ONLY_VERIFY
	{ FOR_EXPLAIN, "explain iommu-disabled", "a term from the output" },
	{ FOR_EXPLAIN, "explain -b board.dtb 0x809", "which master has this stream?" },
	{ FOR_EXPLAIN, "explain -b board.dtb --log dmesg.txt", "which device is it about?" },
	{ FOR_REPORT, "report -o site boards", "pages of a directory of boards" },
	{ FOR_REPORT, "report -o site 6.12=old 7.2=boards", "of two kernels, and what changes" },
#endif
};

#define COLUMN 56	/* where the explanations begin */

void examples_write(struct out *o, const struct command *c)
{
	bool begun = false;

	for (size_t n = 0; n < sizeof(examples) / sizeof(examples[0]); n++) {
		int width = 12 + (int)strlen(examples[n].line);

		if (!(examples[n].commands & c->bit))
			continue;
		out_str(o, begun ? "" : "\nExamples:\n");
		begun = true;
		out_str(o, "  iommuplan ");
		out_str(o, examples[n].line);
		out_pad(o, width < COLUMN ? COLUMN - width : 1);
		out_str(o, "# ");
		out_str(o, examples[n].what);
		out_char(o, '\n');
	}
}
