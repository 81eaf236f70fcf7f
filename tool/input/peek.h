/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#ifndef INPUT_PEEK_H
#define INPUT_PEEK_H

#include <stdbool.h>

/*
 * peek_file - does it begin as something that trees may be in: a tree, a FIT
 * image, a container that boots carry? Of a compressed one, what its first bytes
 * unpack to.
 */
bool peek_file(const char *path);

#endif
