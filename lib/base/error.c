// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "base/error.h"

const char *iop_error_text(int error)
{
	static const char *const texts[] = {
		[0] = "no error",
		[IOP_ERR_NOSPACE] = "out of memory for the tree",
		[IOP_ERR_TRUNCATED] = "the file is shorter than its header says",
		[IOP_ERR_BADMAGIC] = "not a flattened device tree (bad magic)",
		[IOP_ERR_BADVERSION] = "flattened device tree of an unsupported version",
		[IOP_ERR_BADHEADER] = "the header's offsets or sizes do not fit the file",
		[IOP_ERR_BADSTRUCTURE] = "broken structure block",
		[IOP_ERR_BADSTRINGS] = "a property name lies outside the strings block",
		[IOP_ERR_NOROOT] = "no root node",
		[IOP_ERR_DEPTH] = "nodes nested deeper than Linux reads (63 levels)",
		[IOP_ERR_BADNAME] = "a node name with a slash, or an unnamed node",
		[IOP_ERR_OVERLAY] = "an overlay cannot express this edit",
		[IOP_ERR_BADKERNEL] = "not a kernel version, or not a known one",
		[IOP_ERR_NOTFOUND] = "no such element",
		[IOP_ERR_BADSIZE] = "the struct is smaller than in the first release",
	};
	unsigned int code = error < 0 ? 0u - (unsigned int)error : 0;

	return code < sizeof(texts) / sizeof(texts[0]) ? texts[code] : "unknown error";
}
