// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lint/settings.h"

#define NAME ".iommuplan.yaml"
#define UPWARDS 64

static bool is_there(const char *above, const char *name)
{
	char path[3 * UPWARDS + sizeof(NAME)];

	strcpy(path, above);
	strcat(path, name);
	return !access(path, F_OK);
}

/* Above the root there is the root. */
static bool is_root(const char *above)
{
	char path[3 * UPWARDS + 4];
	struct stat here, up;

	strcpy(path, above);
	strcat(path, ".");
	if (stat(path, &here))
		return true;
	strcat(path, "./");
	return stat(path, &up) || (here.st_dev == up.st_dev &&
				   here.st_ino == up.st_ino);
}

char *settings_find(void)
{
	char above[3 * UPWARDS + sizeof(NAME)] = "";

	for (int i = 0; i < UPWARDS; i++) {
		if (is_there(above, NAME))
			return strdup(strcat(above, NAME));
		if (is_there(above, ".git") || is_root(above))
			break;
		strcat(above, "../");
	}
	return NULL;
}
