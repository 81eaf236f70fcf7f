// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* What a planner is measured against: read each file, step through its tags. */
#include <fcntl.h>
#include <libfdt.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define ROOM (1u << 28)

static int walk(const char *path, char *room)
{
	int fd = open(path, O_RDONLY), at = 0, next;
	ssize_t size = fd < 0 ? -1 : read(fd, room, ROOM);
	uint32_t tag;

	close(fd);
	if (size < (ssize_t)sizeof(struct fdt_header) || fdt_check_header(room))
		return 1;
	do {
		tag = fdt_next_tag(room, at, &next);
		at = next;
	} while (tag != FDT_END && next >= 0);
	return next < 0;
}

int main(int argc, char **argv)
{
	char *room = malloc(ROOM);
	int bad = 0;

	for (int n = 1; n < argc && room; n++)
		bad |= walk(argv[n], room);
	free(room);
	return !room || bad;
}
