/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Just enough UTF-8 to tell text from bytes.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * utf8_next - the character at @s, of which @n > 0 bytes may be read
 *
 * returns: its length, 1..4, with the code point in @out; 0 where the bytes
 * are no UTF-8 (overlong forms, surrogates and cut sequences included).
 */
unsigned int utf8_next(const char *s, size_t n, uint32_t *out);

/*
 * utf8_hidden - does this character control a terminal, turn the direction of
 * text around or show nothing at all?
 */
bool utf8_hidden(uint32_t c);

#endif
