/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Where all text goes: a buffer of constant size in front of a descriptor or a
 * function. Nothing is ever buffered whole, so a tree of any size streams.
 *
 * No function here reports an error by itself: the first failed write is kept
 * in @error, everything after it is dropped, and out_flush() returns it.
 */
#ifndef TEXT_OUT_H
#define TEXT_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OUT_BUFFER 65536

/* A sink takes all @n bytes and returns 0, or an errno value. */
typedef int (*out_sink)(void *ctx, const void *bytes, size_t n);

struct out {
	int fd;			/* used when @sink is NULL */
	int error;		/* errno of the first failed write, or 0 */
	out_sink sink;
	void *ctx;
	size_t used;		/* bytes waiting in @buf */
	char buf[OUT_BUFFER];
};

/* out_to_fd - start writing to @fd, which stays the caller's to close. */
void out_to_fd(struct out *o, int fd);

/* out_to_sink - start handing the bytes to @sink in runs of any length. */
void out_to_sink(struct out *o, out_sink sink, void *ctx);

/* out_flush - write what waits; false if any write since the start failed. */
bool out_flush(struct out *o);

/* out_write - all of these bytes to @fd, past any buffer; 0 or an errno value. */
int out_write(int fd, const void *bytes, size_t n);

void out_mem(struct out *o, const void *bytes, size_t n);
void out_str(struct out *o, const char *s);
void out_char(struct out *o, char c);

/* out_dec - a decimal number. */
void out_dec(struct out *o, uint64_t n);

/* out_count - "1 master needs", "3 masters need": a number and what it counts. */
void out_count(struct out *o, uint64_t n, const char *one, const char *many);

/* out_hex - "0x" and as few lower-case digits as it takes; 0 is 0x0. */
void out_hex(struct out *o, uint64_t n);

/* out_pad - @n blanks; none for a negative @n. */
void out_pad(struct out *o, int n);

/* out_fmt - printf(), for rare paths: what exceeds 512 bytes is cut. */
void out_fmt(struct out *o, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * out_json - a JSON string with its quotes, whatever the bytes are
 *
 * Control characters, DEL and bidirectional controls become \u escapes. A
 * byte that is no UTF-8 becomes the four characters \xNN, which is how
 * out_term() shows it too; the line stays valid JSON.
 */
void out_json(struct out *o, const char *s);
void out_json_mem(struct out *o, const char *s, size_t n);

/* out_shell - 'it'\''s': a word that means nothing else to a shell */
void out_shell(struct out *o, const char *s);

/* out_json_part - the same without quotes: a part of a string */
void out_json_part(struct out *o, const char *s);

/*
 * out_term - a string that is safe on a terminal and in a TSV field
 *
 * Control bytes, backslash, invalid UTF-8 and invisible or bidirectional
 * controls are shown byte by byte as \xNN: no newline, tab or escape sequence
 * of a hostile tree gets through.
 */
void out_term(struct out *o, const char *s);
void out_term_mem(struct out *o, const char *s, size_t n);

/*
 * out_markdown - a name as inline code in a Markdown table cell, whatever the
 * bytes are
 *
 * Names of harmless characters stand in backquotes. Any other is HTML with
 * every mark written as an entity, which Markdown takes for text alone; bytes
 * that do not show are written as out_term() writes them.
 */
void out_markdown(struct out *o, const char *s);

/* out_term_width - columns out_term() takes for @s, one for each character. */
int out_term_width(const char *s);

#endif
