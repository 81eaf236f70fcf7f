// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "lint/place.h"

#include <stddef.h>

struct place place_of(const char *file, const char *path, const char *property)
{
	(void)file;
	(void)path;
	(void)property;
	return (struct place){ NULL, 0, 0 };
}
