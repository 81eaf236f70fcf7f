/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "srcpos/origin.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UPWARDS 8	/* directories above the source that are tried */
#define TEXT_MAX ((off_t)16 << 20)

static bool read_all(struct origin *o, int fd, size_t size)
{
	size_t done = 0;

	o->text = malloc(size + 1);
	while (o->text && done < size) {
		ssize_t n = read(fd, o->text + done, size - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	o->size = done;
	if (o->text)
		o->text[done] = 0;
	return o->text;
}

/* A name out of a source may be a device's or a pipe's: only files are read. */
static bool read_file(struct origin *o, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	bool good = false;

	if (fd < 0)
		return false;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size <= TEXT_MAX)
		good = read_all(o, fd, (size_t)st.st_size);
	close(fd);
	return good;
}

static void forget(struct origin *o)
{
	free(o->text);
	o->text = NULL;
	o->size = 0;
}

/*
 * Builds name files from the top of their tree, which the source lies in: from
 * the source's directory upwards, as long as the right text stands there.
 */
static bool read_above(struct origin *o, const char *beside,
		       const struct place_spot *spot, const struct place_name *what)
{
	size_t room = strlen(beside) + 3 * UPWARDS + spot->file_len + 2;
	char *path = malloc(room), *end;
	int i;

	if (!path)
		return false;
	end = path + strlen(beside);
	strcpy(path, beside);
	for (i = 0; i <= UPWARDS; i++) {
		*end = '/';
		memcpy(end + 1, spot->file, spot->file_len);
		end[1 + spot->file_len] = 0;
		if (read_file(o, path) && origin_column(o, spot, what)) {
			free(o->name);
			o->name = path;
			return true;
		}
		forget(o);
		strcpy(end, "/..");
		end += 3;
	}
	free(path);
	return false;
}

static void drop(struct origin *o)
{
	free(o->asked);
	free(o->name);
	free(o->text);
	free(o->comments);
	free(o);
}

static struct origin *add(struct origins *all, const struct place_spot *spot,
			  const struct place_name *what)
{
	struct origin *o = calloc(1, sizeof(*o));

	if (!o)
		return NULL;
	o->asked = strndup(spot->file, spot->file_len);
	o->name = strndup(spot->file, spot->file_len);
	if (!o->asked || !o->name) {
		drop(o);
		return NULL;
	}
	if (!read_file(o, o->name) && *o->name != '/' && all->beside)
		read_above(o, all->beside, spot, what);
	o->next = all->first;
	all->first = o;
	return o;
}

struct origin *origin_of(struct origins *all, const struct place_spot *spot,
			 const struct place_name *what)
{
	struct origin *o;

	if (*spot->file == '<')
		return NULL;
	for (o = all->first; o; o = o->next)
		if (strlen(o->asked) == spot->file_len &&
		    !memcmp(o->asked, spot->file, spot->file_len))
			return o;
	return add(all, spot, what);
}

void origins_free(struct origins *all)
{
	while (all->first) {
		struct origin *o = all->first;

		all->first = o->next;
		drop(o);
	}
	free(all->beside);
	all->beside = NULL;
}

const char *origin_line(const struct origin *o, uint32_t line, size_t *len)
{
	const char *at = o->text, *end = at ? at + o->size : NULL, *eol;

	while (at && --line) {
		at = memchr(at, '\n', (size_t)(end - at));
		if (at)
			at++;
	}
	if (!at || at == end)
		return NULL;
	eol = memchr(at, '\n', (size_t)(end - at));
	*len = (size_t)((eol ? eol : end) - at);
	return at;
}
