// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "file_help.h"

#include <check.h>
#include <stdio.h>

void file_text(char *to, size_t room, const char *path)
{
	FILE *f = fopen(path, "r");
	size_t n;

	ck_assert_msg(f != NULL, "%s cannot be read: not at the top of the repository?", path);
	n = fread(to, 1, room - 1, f);
	ck_assert_msg(feof(f), "%s is too long", path);
	fclose(f);
	to[n] = '\0';
}
