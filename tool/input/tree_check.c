/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "input/tree_check.h"

#include <errno.h>
#include <fcntl.h>
#include <libfdt.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/depends.h"

int check_say(struct out *diag, const char *name, const char *text, int status)
{
	input_diag(diag, name);
	out_str(diag, text);
	input_diag_end(diag);
	return status;
}

int check_blob(struct input *in, const char *name, const void *blob,
	       size_t size, struct out *diag)
{
	struct iop_place where;
	struct iop_tree t;
	int e;
	int error;

	in->arena->used = 0;
	e = iop_tree_index(&t, blob, size, in->arena, &where);
	in->arena->used = 0;
	if (e)
		return input_tree_error(diag, name, &t, e, &where);
	error = fdt_check_full(blob, size);
	if (error)
		return check_say(diag, name, fdt_strerror(error), EXIT_TREE);
	return EXIT_OK;
}

static int read_open(struct block *to, const char *file, int fd,
		     struct out *diag)
{
	struct stat st;
	size_t limit;
	int error;

	if (fstat(fd, &st) < 0)
		return check_say(diag, file, strerror(errno), EXIT_IO);
	if (S_ISDIR(st.st_mode))
		return check_say(diag, file, strerror(EISDIR), EXIT_IO);
	if (!S_ISREG(st.st_mode) && strcmp(file, "-"))
		return check_say(diag, file, "not a regular file", EXIT_IO);
	limit = S_ISREG(st.st_mode) ? INPUT_MAX : PIPE_MAX;
	error = block_read(to, fd, limit, 0);
	if (error == EFBIG)
		return check_say(diag, file, limit == INPUT_MAX ?
				 "larger than 256 MiB" :
				 "longer than 64 MiB, the limit for a "
				 "pipe", EXIT_IO);
	if (error)
		return check_say(diag, file, strerror(error), EXIT_IO);
	if (!to->used)
		return check_say(diag, file, "empty", EXIT_TREE);
	return EXIT_OK;
}

int check_read(struct block *to, const char *file, struct out *diag)
{
	int fd, status;

	if (!strcmp(file, "-"))
		return read_open(to, file, STDIN_FILENO, diag);
	/* A named pipe must not keep the run waiting for a writer. */
	fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	depends_add(file);
	if (fd < 0)
		return check_say(diag, file, strerror(errno), EXIT_IO);
	status = read_open(to, file, fd, diag);
	close(fd);
	return status;
}
