// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Does with the flat image what U-Boot's "go" does, as a Linux program: puts
 * it into memory, the tree beside it, and enters it.
 *
 *	loader IMAGE OUT-DIR EXTRA CAP ARENA OP [OPTION]... <LIST
 *
 * For each FILE in LIST (a line each) OUT-DIR/N.txt gets what stands at OUT
 * afterwards, and OUT-DIR/N.dtb the tree where it changed. EXTRA bytes are
 * free behind the tree, CAP bytes stand at OUT, ARENA (0: the program's own)
 * is worked in, all hexadecimal. Each region ends at a page that cannot be
 * touched, and holds rubbish first. Writes a line "N STATUS" for each.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE ((size_t)65536)
#define IMAGE_ROOM ((size_t)16 << 20)
#define OPTIONS_MAX 8

struct region {
	unsigned char *map, *at;
	size_t mapped, size;
};

struct file {
	unsigned char *bytes;
	size_t size;
};

static void die(const char *what)
{
	perror(what);
	exit(2);
}

/* The last byte of the region is the last one before the guard. */
static struct region make(size_t size, int prot)
{
	struct region r = { .size = size };

	r.mapped = (size + PAGE - 1) / PAGE * PAGE + 2 * PAGE;
	r.map = mmap(NULL, r.mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
		     -1, 0);
	if (r.map == MAP_FAILED)
		die("mmap");
	if (size && mprotect(r.map + PAGE, r.mapped - 2 * PAGE, prot))
		die("mprotect");
	r.at = r.map + r.mapped - PAGE - size;
	if (size)
		memset(r.map + PAGE, 0xa5, r.mapped - 2 * PAGE);
	return r;
}

static struct file read_file(const char *path)
{
	struct file f = { 0 };
	int fd = open(path, O_RDONLY);
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		die(path);
	f.size = (size_t)st.st_size;
	f.bytes = malloc(f.size + 1);
	if (!f.bytes || read(fd, f.bytes, f.size) != (ssize_t)f.size)
		die(path);
	close(fd);
	return f;
}

static void write_file(const char *dir, unsigned int n, const char *suffix,
		       const void *bytes, size_t size)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/%u.%s", dir, n, suffix);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size || close(fd))
		die(path);
}

static size_t hex(const char *s)
{
	return (size_t)strtoull(s, NULL, 16);
}

static size_t totalsize(const unsigned char *b)
{
	return (size_t)b[4] << 24 | (size_t)b[5] << 16 | (size_t)b[6] << 8 | b[7];
}

typedef int entry(int argc, char *const argv[]);

struct call {
	struct region image, fdt, out, arena;
	char text[6][64];
	char *argv[6 + OPTIONS_MAX + 2];
	int argc;
};

/* argv[0] is the address, as "go" has it. */
static void arguments(struct call *c, char *op, char **options)
{
	snprintf(c->text[0], 64, "%p", (void *)c->image.at);
	snprintf(c->text[1], 64, "%lx", (unsigned long)(uintptr_t)c->fdt.at);
	snprintf(c->text[2], 64, "%lx", (unsigned long)c->fdt.size);
	snprintf(c->text[3], 64, "%lx", (unsigned long)(uintptr_t)c->out.at);
	snprintf(c->text[4], 64, "%lx", (unsigned long)c->out.size);
	snprintf(c->text[5], 64, "arena=%lx,%lx",
		 (unsigned long)(uintptr_t)c->arena.at,
		 (unsigned long)c->arena.size);
	c->argv[c->argc++] = c->text[0];
	c->argv[c->argc++] = op;
	for (int i = 1; i < 5; i++)
		c->argv[c->argc++] = c->text[i];
	if (c->arena.size)
		c->argv[c->argc++] = c->text[5];
	for (int i = 0; options[i] && i < OPTIONS_MAX; i++)
		c->argv[c->argc++] = options[i];
}

static void one(char **argv, const struct file *image, const char *path,
		unsigned int n)
{
	struct file tree = read_file(path);
	/* The tree needs no alignment; its region has some all the same. */
	size_t room = (tree.size + hex(argv[3]) + 7) & ~(size_t)7;
	struct call c = {
		.image = make(IMAGE_ROOM, PROT_READ | PROT_WRITE | PROT_EXEC),
		.fdt = make(room, PROT_READ | PROT_WRITE),
		.out = make(hex(argv[4]), PROT_READ | PROT_WRITE),
		.arena = make(hex(argv[5]), PROT_READ | PROT_WRITE),
	};
	struct region *all[] = { &c.image, &c.fdt, &c.out, &c.arena };
	int status;

	memcpy(c.image.at, image->bytes, image->size);
	memcpy(c.fdt.at, tree.bytes, tree.size);
	__builtin___clear_cache((char *)c.image.at,
				(char *)c.image.at + image->size);
	arguments(&c, argv[6], argv + 7);
	status = ((entry *)(uintptr_t)c.image.at)(c.argc, c.argv);
	printf("%u %d\n", n, status);
	if (c.out.size)
		write_file(argv[2], n, "txt", c.out.at,
			   strnlen((char *)c.out.at, c.out.size));
	if (memcmp(c.fdt.at, tree.bytes, tree.size))
		write_file(argv[2], n, "dtb", c.fdt.at, totalsize(c.fdt.at));
	for (unsigned int i = 0; i < 4; i++)
		munmap(all[i]->map, all[i]->mapped);
	free(tree.bytes);
}

int main(int argc, char **argv)
{
	struct file image;
	char line[4096];
	unsigned int n = 0;

	if (argc < 7) {
		fputs("usage: loader IMAGE OUT-DIR EXTRA CAP ARENA OP [OPTION]...\n",
		      stderr);
		return 2;
	}
	image = read_file(argv[1]);
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		one(argv, &image, line, n++);
	}
	return fflush(stdout) ? 2 : 0;
}
