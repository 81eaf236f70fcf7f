/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "text/out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void out_to_fd(struct out *o, int fd)
{
	o->fd = fd;
	o->error = 0;
	o->sink = NULL;
	o->ctx = NULL;
	o->used = 0;
}

void out_to_sink(struct out *o, out_sink sink, void *ctx)
{
	out_to_fd(o, -1);
	o->sink = sink;
	o->ctx = ctx;
}

int out_write(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return done ? errno : EIO;
		at += done;
		n -= (size_t)done;
	}
	return 0;
}

static void drain(struct out *o, const void *bytes, size_t n)
{
	if (o->error || !n)
		return;
	o->error = o->sink ? o->sink(o->ctx, bytes, n) :
			     out_write(o->fd, bytes, n);
}

bool out_flush(struct out *o)
{
	drain(o, o->buf, o->used);
	o->used = 0;
	return !o->error;
}

void out_mem(struct out *o, const void *bytes, size_t n)
{
	if (n > OUT_BUFFER - o->used)
		out_flush(o);
	if (n > OUT_BUFFER) {
		drain(o, bytes, n);
		return;
	}
	memcpy(o->buf + o->used, bytes, n);
	o->used += n;
}

void out_str(struct out *o, const char *s)
{
	out_mem(o, s, strlen(s));
}

void out_char(struct out *o, char c)
{
	if (o->used == OUT_BUFFER)
		out_flush(o);
	o->buf[o->used++] = c;
}

void out_dec(struct out *o, uint64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	out_mem(o, digits + at, sizeof(digits) - at);
}

void out_count(struct out *o, uint64_t n, const char *one, const char *many)
{
	out_dec(o, n);
	out_char(o, ' ');
	out_str(o, n == 1 ? one : many);
}

void out_hex(struct out *o, uint64_t n)
{
	char digits[18];
	size_t at = sizeof(digits);

	do {
		digits[--at] = "0123456789abcdef"[n & 15];
		n >>= 4;
	} while (n);
	digits[--at] = 'x';
	digits[--at] = '0';
	out_mem(o, digits + at, sizeof(digits) - at);
}

void out_pad(struct out *o, int n)
{
	while (n-- > 0)
		out_char(o, ' ');
}

void out_fmt(struct out *o, const char *fmt, ...)
{
	char line[512];
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	if (n > 0)
		out_mem(o, line, (size_t)n < sizeof(line) ? (size_t)n :
							     sizeof(line) - 1);
}
