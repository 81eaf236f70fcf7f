// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* The C library of a program that has none: what lib/ and libfdt ask for. */
#include <stddef.h>
#include <stdint.h>

#include "uboot/libc.h"

/* Eight at a time where both ends allow it; nothing here needs more. */
void *memset(void *to, int c, size_t n)
{
	unsigned char *p = to;

	while (n && ((uintptr_t)p & 7 || c)) {
		*p++ = (unsigned char)c;
		n--;
	}
	for (; n >= 8; n -= 8, p += 8)
		*(uint64_t *)p = 0;
	while (n--)
		*p++ = (unsigned char)c;
	return to;
}

void *memcpy(void *to, const void *from, size_t n)
{
	const unsigned char *s = from;
	unsigned char *d = to;

	while (n--)
		*d++ = *s++;
	return to;
}

void *memmove(void *to, const void *from, size_t n)
{
	const unsigned char *s = from;
	unsigned char *d = to;

	if (d <= s)
		return memcpy(to, from, n);
	while (n--)
		d[n] = s[n];
	return to;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *x = a, *y = b;

	for (; n; n--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}

void *memchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n; n--, p++)
		if (*p == (unsigned char)c)
			return (void *)(uintptr_t)p;
	return NULL;
}

size_t strnlen(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n])
		n++;
	return n;
}

size_t strlen(const char *s)
{
	return strnlen(s, SIZE_MAX);
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++)
		if (*a != *b || !*a)
			return (unsigned char)*a - (unsigned char)*b;
	return 0;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, SIZE_MAX);
}

char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (!*s)
			return NULL;
	return (char *)(uintptr_t)s;
}

char *strrchr(const char *s, int c)
{
	size_t n = strlen(s) + 1;

	while (n--)
		if (s[n] == (char)c)
			return (char *)(uintptr_t)(s + n);
	return NULL;
}

size_t strcspn(const char *s, const char *none)
{
	size_t n = 0;

	while (s[n] && !strchr(none, s[n]))
		n++;
	return n;
}

size_t strspn(const char *s, const char *all)
{
	size_t n = 0;

	while (s[n] && strchr(all, s[n]))
		n++;
	return n;
}

/* Debian builds its libfdt with stack protection. There is nobody to complain
 * to, and no way on from there. */
uintptr_t __stack_chk_guard = 0x5bd1e995;

void __stack_chk_fail(void)
{
	__builtin_trap();
}
