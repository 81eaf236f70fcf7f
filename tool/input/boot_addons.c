/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#define _DEFAULT_SOURCE		/* scandir() */
#include "input/boot_addons.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/depends.h"

#define ADDON_MAX ((size_t)16 << 20)

static int is_addon(const struct dirent *d)
{
	static const char suffix[] = ".addon.efi";
	size_t n = strlen(d->d_name), m = sizeof(suffix) - 1;

	return n > m && *d->d_name != '.' && !strcasecmp(d->d_name + n - m, suffix);
}

static bool read_file(struct block *to, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	bool good = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) &&
		    !block_read(to, fd, ADDON_MAX, 0) && to->used;

	if (fd >= 0) {
		depends_add(path);
		close(fd);
	}
	return good;
}

static int count_part(void *ctx, const char *name, const uint8_t *data, size_t size)
{
	(void)ctx;
	(void)name;
	(void)data;
	(void)size;
	return 0;
}

/* Behind what the image has: a space is before each. */
static void append(struct boot_addons *a, struct boot_entries *e, const char *text, size_t n)
{
	char *joined;

	while (n && (unsigned char)text[n - 1] <= ' ')
		n--;
	boot_append(e, &a->cmdline, text, n);
	if (!a->cmdline || *a->cmdline == ' ')
		return;
	joined = malloc(n + 2);
	if (joined)
		snprintf(joined, n + 2, " %s", a->cmdline);
	free(a->cmdline);
	a->cmdline = joined;
}

/* An image with a kernel is no addon. */
static bool take(struct boot_addons *a, struct boot_entries *e, const struct block *b)
{
	struct container c = { .data = b->base, .size = b->used, .fn = count_part };
	struct container_span cmdline;

	if (container_kind(b->base, b->used) != CONTAINER_PE)
		return false;
	container_each(&c, CONTAINER_PE);
	cmdline = c.said.cmdline[0];
	if (c.trouble || c.said.kernel.size)
		return false;
	if (cmdline.size)
		append(a, e, (const char *)cmdline.data,
		       strnlen((const char *)cmdline.data, cmdline.size));
	if (c.parts && !a->tree)
		a->tree = b;
	return true;
}

static void read_dir(struct boot_addons *a, struct boot_entries *e, const char *dir)
{
	char *real = boot_resolve(e, dir), path[1024], *file;
	struct dirent **list;
	int n = real ? scandir(real, &list, is_addon, alphasort) : -1;

	free(real);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, list[i]->d_name);
		file = a->n < BOOT_ADDONS_MAX ? boot_resolve(e, path) : NULL;
		if (file && read_file(&a->files[a->n], file) && take(a, e, &a->files[a->n]))
			a->n++;
		else if (file)
			block_drop(&a->files[a->n]);
		free(file);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

void boot_addons_read(struct boot_addons *a, struct boot_entries *e, const char *path)
{
	char dir[1024];

	if (snprintf(dir, sizeof(dir), "%s.extra.d", path) < (int)sizeof(dir))
		read_dir(a, e, dir);
	read_dir(a, e, "loader/addons");
}

void boot_addons_free(struct boot_addons *a)
{
	for (unsigned int i = 0; i < BOOT_ADDONS_MAX; i++)
		block_drop(&a->files[i]);
	free(a->cmdline);
}
