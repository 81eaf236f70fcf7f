/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef FILE_HELP_H
#define FILE_HELP_H

#include <stddef.h>

/* file_text - a file of the repository, by its path from the top, as text of
 * less than @room bytes; it has to be there */
void file_text(char *to, size_t room, const char *path);

#endif
