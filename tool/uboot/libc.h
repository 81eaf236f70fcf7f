/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* libc.c's own view of what it defines: <string.h> may declare it in macros. */
#ifndef UBOOT_LIBC_H
#define UBOOT_LIBC_H

#include <stddef.h>
#include <stdint.h>

void *memset(void *to, int c, size_t n);
void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void *memchr(const void *s, int c, size_t n);
size_t strnlen(const char *s, size_t max);
size_t strlen(const char *s);
int strncmp(const char *a, const char *b, size_t n);
int strcmp(const char *a, const char *b);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);
size_t strcspn(const char *s, const char *none);
size_t strspn(const char *s, const char *all);

extern uintptr_t __stack_chk_guard;
void __stack_chk_fail(void);

#endif
