// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/output.h"

#include <string.h>
#include <unistd.h>

#include "input/tree_check.h"
#include "text/status.h"

int output_open(struct output *o, const char *path, struct out *diag)
{
	*o = (struct output){ .fd = STDOUT_FILENO };
	atomic_begin(&o->set, diag);
	if (path && strcmp(path, "-"))
		o->fd = atomic_open(&o->set, path, false);
	return o->fd < 0 ? EXIT_IO : EXIT_OK;
}

bool output_empty(const struct output *o, int status)
{
	return status >= EXIT_TREE && o->begun >= 0 &&
	       lseek(o->fd, 0, SEEK_CUR) == o->begun;
}

int output_close(struct output *o, bool whole, int status)
{
	if (!whole || output_empty(o, status))
		atomic_abort(&o->set);
	else if (!atomic_commit(&o->set))
		return EXIT_IO;
	return status;
}

int output_failed(const char *path, int error, struct out *diag)
{
	return check_say(diag, path ? path : "standard output", strerror(error), EXIT_IO);
}

int output_finish(struct output *o, struct out *text, int status, struct out *diag)
{
	const char *path = o->set.count ? o->set.files[0].path : NULL;

	if (out_flush(text))
		return output_close(o, true, status);
	status = output_failed(path, text->error, diag);
	return output_close(o, false, status);
}
