// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* Asks VFIO for a group as a virtual machine would, and prints what it says:
 * "@vfio NUMBER viable|not-viable attached|ERRNO". */
#include <errno.h>
#include <fcntl.h>
#include <linux/vfio.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

static const char *attach(int group)
{
	int container = open("/dev/vfio/vfio", O_RDWR);

	if (container < 0 || ioctl(group, VFIO_GROUP_SET_CONTAINER, &container) ||
	    ioctl(container, VFIO_SET_IOMMU, VFIO_TYPE1v2_IOMMU))
		return strerrorname_np(errno);
	return "attached";
}

int main(int argc, char **argv)
{
	struct vfio_group_status status = { .argsz = sizeof(status) };
	char path[64];
	int group;

	snprintf(path, sizeof(path), "/dev/vfio/%s", argc > 1 ? argv[1] : "0");
	group = open(path, O_RDWR);
	if (group < 0 || ioctl(group, VFIO_GROUP_GET_STATUS, &status)) {
		printf("@vfio %s %s -\n", argv[1], strerrorname_np(errno));
		return 1;
	}
	printf("@vfio %s %s %s\n", argv[1],
	       status.flags & VFIO_GROUP_FLAGS_VIABLE ? "viable" : "not-viable", attach(group));
	return 0;
}
