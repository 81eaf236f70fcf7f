// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#define _GNU_SOURCE		/* memfd_create() */
#include "fuzz.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "facts/builtin.h"

#define ARENA_SIZE ((size_t)64 << 20)

static const struct fuzz_row rows[] = {
#define ROW(name, mutator, text) { #name, mutator, fuzz_##name },
	FUZZ_TARGETS(ROW)
#undef ROW
	{ NULL, MUTATE_PLAIN, NULL },
};

const struct fuzz_row *fuzz_row(const char *name)
{
	const struct fuzz_row *r = rows;

	while (r->name && strcmp(r->name, name))
		r++;
	return r->name ? r : NULL;
}

void fuzz_failed(const char *what, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

/* Tabs and newlines are ours; whatever else controls a terminal is a tree's. */
static int look(void *ctx, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;

	(void)ctx;
	for (size_t k = 0; k < n; k++)
		fuzz_must((at[k] >= ' ' && at[k] != 0x7f) || at[k] == '\n' || at[k] == '\t');
	return 0;
}

struct out *fuzz_sink(void)
{
	static struct out sink;

	out_to_sink(&sink, look, NULL);
	return &sink;
}

struct out *fuzz_diag(void)
{
	static struct out diag;

	out_to_sink(&diag, look, NULL);
	return &diag;
}

struct iop_arena *fuzz_arena(void)
{
	static struct iop_arena a;
	static void *memory;

	if (!memory)
		memory = mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	fuzz_must(memory != MAP_FAILED);
	iop_arena_init(&a, memory, ARENA_SIZE);
	return &a;
}

uint32_t fuzz_choice(const uint8_t *data, size_t size)
{
	return size < 32 ? 0 : (uint32_t)data[28] << 24 | (uint32_t)data[29] << 16 |
			       (uint32_t)data[30] << 8 | data[31];
}

/* Facts for ever: their own memory, that no input's arena shares. */
static struct iop_arena *lasting(void)
{
	static struct iop_arena a;

	if (!a.base)
		iop_arena_init(&a, malloc((size_t)16 << 20), (size_t)16 << 20);
	fuzz_must(a.base);
	return &a;
}

static struct iop_target target(uint32_t n)
{
	static const iop_version versions[FUZZ_VIEWS] = {
		0, IOP_VERSION(4, 19, 300), IOP_VERSION(5, 10, 0), IOP_VERSION(6, 1, 50),
		IOP_VERSION(6, 12, 0), 0, IOP_VERSION(6, 6, 0), IOP_VERSION(5, 4, 0),
	};
	struct iop_target t = {
		.version = versions[n] ? versions[n] :
			   iop_builtin_facts.newest | IOP_VERSION_PATCH_ANY,
		.page_size = n == 4 ? 65536 : 0,
		.newer = n == 6,
	};

	if (n == 5)
		t.bootargs = "iommu.passthrough=1 iommu.strict=0 arm-smmu.disable_bypass=0";
	return t;
}

const struct iop_view *fuzz_view(uint32_t n)
{
	static struct iop_view views[FUZZ_VIEWS];
	struct iop_target t = target(n % FUZZ_VIEWS);
	struct iop_view *v = &views[n % FUZZ_VIEWS];

	if (!v->facts)
		fuzz_must(iop_view_build(v, &iop_builtin_facts, &t, lasting()));
	return v;
}

const struct range_views *fuzz_range(void)
{
	static struct range_views range;
	struct iop_target t = target(0);

	if (!range.count)
		fuzz_must(range_views_build(&range, &iop_builtin_facts, &t,
					    IOP_VERSION(5, 10, 0), lasting()));
	return &range;
}

const char *fuzz_file(const uint8_t *data, size_t size)
{
	static char name[64];
	static int fd = -1;

	if (fd < 0) {
		fd = memfd_create("fuzz", MFD_CLOEXEC);
		fuzz_must(fd >= 0);
		snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	}
	fuzz_must(!ftruncate(fd, 0) && pwrite(fd, data, size, 0) == (ssize_t)size);
	return name;
}

char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	fuzz_must(text);
	if (size)
		memcpy(text, data, size);
	text[size] = 0;
	return text;
}
