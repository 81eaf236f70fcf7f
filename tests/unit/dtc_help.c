// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* dtc as a filter: the text in by one pipe, the blob out by another. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dts_help.h"

#define BLOB_MAX (1u << 20)
#define KEPT 8

static struct {
	char *text;
	uint8_t *bytes;
	size_t size;
} kept[KEPT];

static void run_dtc(int in, int out)
{
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execlp("dtc", "dtc", "-q", "-I", "dts", "-O", "dtb", "-", (char *)NULL);
	_exit(127);
}

static pid_t start_dtc(int *to, int *from)
{
	int in[2], out[2];
	pid_t child;

	ck_assert_int_eq(pipe(in), 0);
	ck_assert_int_eq(pipe(out), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (!child) {
		close(in[1]);
		close(out[0]);
		run_dtc(in[0], out[1]);
	}
	close(in[0]);
	close(out[1]);
	*to = in[1];
	*from = out[0];
	return child;
}

static void put_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		ssize_t n = write(fd, text, left);

		ck_assert_int_gt(n, 0);
		text += n;
		left -= (size_t)n;
	}
	close(fd);
}

static size_t get_all(int fd, uint8_t *bytes)
{
	size_t size = 0;
	ssize_t n;

	while ((n = read(fd, bytes + size, BLOB_MAX - size)) > 0)
		size += (size_t)n;
	ck_assert_int_eq(n, 0);
	close(fd);
	return size;
}

/* The copy has no slack behind it, so that sanitizers see every overrun. */
static void compile(const char *text, uint8_t **bytes, size_t *size)
{
	int to, from, status;
	uint8_t *room = malloc(BLOB_MAX);
	pid_t child = start_dtc(&to, &from);

	ck_assert_ptr_nonnull(room);
	put_all(to, text);
	*size = get_all(from, room);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(!status, "dtc refuses (status %d):\n%s", status, text);
	*bytes = malloc(*size);
	ck_assert_ptr_nonnull(*bytes);
	memcpy(*bytes, room, *size);
	free(room);
}

struct dts_blob dts_compile(const char *text)
{
	static unsigned int next;
	unsigned int n;

	for (n = 0; n < KEPT; n++)
		if (kept[n].text && !strcmp(kept[n].text, text))
			return (struct dts_blob){ kept[n].bytes, kept[n].size };
	n = next++ % KEPT;
	free(kept[n].bytes);
	free(kept[n].text);
	compile(text, &kept[n].bytes, &kept[n].size);
	kept[n].text = strdup(text);
	return (struct dts_blob){ kept[n].bytes, kept[n].size };
}
