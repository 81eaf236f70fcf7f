/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/input.h"

#include <string.h>

#include "text/path_map.h"

void input_diag(struct out *diag, const char *file)
{
	out_str(diag, "iommuplan: ");
	out_term(diag, strcmp(file, "-") ? path_map(file) : "standard input");
	out_str(diag, ": ");
}

void input_diag_end(struct out *diag)
{
	out_char(diag, '\n');
}

void input_diag_at(struct out *diag, const char *file, unsigned int line,
		   unsigned int column)
{
	out_str(diag, "iommuplan: ");
	out_term(diag, path_map(file));
	if (line)
		out_fmt(diag, ":%u:%u", line, column);
	out_str(diag, ": ");
}
