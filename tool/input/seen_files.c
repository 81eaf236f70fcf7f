/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/seen_files.h"

#include <sys/stat.h>

bool seen_files_add(struct seen_files *s, const char *path)
{
	struct stat st;

	if (s->n == SEEN_FILES_MAX || stat(path, &st))
		return false;
	for (unsigned int i = 0; i < s->n; i++)
		if (s->list[i].dev == st.st_dev && s->list[i].ino == st.st_ino)
			return false;
	s->list[s->n].dev = st.st_dev;
	s->list[s->n].ino = st.st_ino;
	s->n++;
	return true;
}
