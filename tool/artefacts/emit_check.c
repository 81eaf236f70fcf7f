// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "artefacts/emit_check.h"

#include <errno.h>

#include "artefacts/check/check_script.h"
#include "text/status.h"

int emit_check(const struct board_files *b, struct atomic_set *s, const char *path)
{
	static struct out file;
	struct expected e;
	int fd = atomic_open(s, path, true);

	if (fd < 0)
		return EXIT_IO;
	out_to_fd(&file, fd);
	if (expect_plan(&e, &b->render))
		check_script(&file, &e, b->note.generator);
	else
		file.error = ENOMEM;
	expect_free(&e);
	return atomic_flush(s, fd, &file) ? EXIT_OK : EXIT_IO;
}
