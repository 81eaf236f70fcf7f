// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The IOMMU groups of a board:  groups KERNEL BOARD.dtb
 * cc groups.c $(pkg-config --cflags --libs libiommuplan) -o groups */
#include <iommuplan.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned char blob[16 << 20];

static void print(const struct iommuplan *p, uint32_t n)
{
	struct iommuplan_group g = IOMMUPLAN_INIT(g);
	struct iommuplan_device d = IOMMUPLAN_INIT(d);
	char path[1024];

	iommuplan_group(p, n, &g);
	printf("%s\t%s\t%s", g.key, g.domain, g.confidence);
	for (uint32_t i = g.first; i != IOMMUPLAN_NONE; i = d.next) {
		iommuplan_device(p, i, &d);
		iommuplan_path(p, d.node, path, sizeof(path));
		printf("\t%s", path);	/* a real program escapes it */
	}
	putchar('\n');
}

int main(int argc, char **argv)
{
	struct iommuplan_target target = IOMMUPLAN_INIT(target);
	FILE *f = argc == 3 ? fopen(argv[2], "rb") : NULL;
	size_t size = f ? fread(blob, 1, sizeof(blob), f) : 0;
	size_t space = 16 * size + (1 << 20);
	struct iommuplan *p;
	int err;

	target.kernel = argc == 3 ? argv[1] : NULL;
	err = iommuplan_make(&p, blob, size, &target, malloc(space), space, NULL);
	if (err)
		return fprintf(stderr, "groups: %s\n", iommuplan_strerror(err)), 1;
	for (uint32_t n = 0; n < iommuplan_group_count(p); n++)
		print(p, n);
	return 0;
}
