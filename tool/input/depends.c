// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "input/depends.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input/block.h"

#define RULES_MAX ((size_t)4 << 20)

static char **files;
static size_t count, room;
static bool wanted;
static int failed;	/* errno of the first that could not be noted */

void depends_begin(void)
{
	wanted = true;
}

static void add(const char *file, size_t len)
{
	char *copy;

	for (size_t n = 0; n < count; n++)
		if (strlen(files[n]) == len && !memcmp(files[n], file, len))
			return;
	if (count == room) {
		char **more = realloc(files, (room * 2 + 16) * sizeof(*more));

		if (!more) {
			failed = ENOMEM;
			return;
		}
		files = more;
		room = room * 2 + 16;
	}
	copy = strndup(file, len);
	if (copy)
		files[count++] = copy;
	else
		failed = ENOMEM;
}

void depends_add(const char *file)
{
	if (wanted && strcmp(file, "-") && strncmp(file, "/dev/fd/", 8))
		add(file, strlen(file));
}

/* "x: a.dts \" and lines of more; "\ " is a blank in a name. */
static void words(const char *at, const char *end)
{
	const char *colon = memchr(at, ':', (size_t)(end - at));

	for (at = colon ? colon + 1 : end; at < end;) {
		char name[4096];
		size_t len = 0;

		while (at < end && (*at == ' ' || *at == '\n' || *at == '\t' ||
				    (*at == '\\' && at + 1 < end && at[1] == '\n')))
			at++;
		while (at < end && *at != ' ' && *at != '\n' && *at != '\t') {
			if (*at == '\\' && at + 1 < end && at[1] == '\n')
				break;
			if (*at == '\\' && at + 1 < end && strchr(" #:", at[1]))
				at++;
			if (len < sizeof(name))
				name[len++] = *at;
			at++;
		}
		/* cppcheck-suppress uninitvar ; written where len is not 0 */
		if (len && len < sizeof(name) && name[0] != '<')
			add(name, len);
	}
}

static void rules(int fd)
{
	struct block b = { .base = NULL };
	int error = lseek(fd, 0, SEEK_SET) ? errno : block_read(&b, fd, RULES_MAX, 0);

	if (error)
		failed = error;
	else if (b.used)
		words((const char *)b.base, (const char *)b.base + b.used);
	block_drop(&b);
}

void depends_want(char *path)
{
	const char *dir = getenv("TMPDIR");
	int fd;

	*path = 0;
	if (!wanted)
		return;
	if (snprintf(path, DEPENDS_PATH, "%s/iommuplan-XXXXXX",
		     dir && *dir == '/' ? dir : "/tmp") >= DEPENDS_PATH)
		strcpy(path, "/tmp/iommuplan-XXXXXX");
	fd = mkstemp(path);
	if (fd < 0) {
		failed = errno;
		*path = 0;
	} else {
		close(fd);
	}
}

void depends_take(char *path)
{
	int fd = *path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		rules(fd);
		close(fd);
	} else if (*path) {
		failed = errno;
	}
	if (*path)
		unlink(path);
	*path = 0;
}

/* As make and ninja read it. */
static void escaped(struct out *o, const char *name)
{
	for (; *name; name++) {
		if (*name == ' ' || *name == '#')
			out_char(o, '\\');
		if (*name == '$')
			out_char(o, '$');
		out_char(o, *name);
	}
}

void depends_write(struct out *o, const char *target)
{
	if (failed && !o->error)
		o->error = failed;
	escaped(o, target);
	out_char(o, ':');
	for (size_t n = 0; n < count; n++) {
		out_str(o, " \\\n ");
		escaped(o, files[n]);
	}
	out_char(o, '\n');
	for (size_t n = 0; n < count; n++) {
		out_char(o, '\n');
		escaped(o, files[n]);
		out_str(o, ":\n");
	}
}
