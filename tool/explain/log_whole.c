// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "explain/log_whole.h"

#include <stdbool.h>
#include <string.h>

#include "explain/device_names.h"

#define MOST 3		/* lines of a mail that one of a kernel becomes */
#define START 3		/* characters that beginnings are compared by */
#define LONG 60		/* characters, which mails wrap at */

static bool is_mark(char c)
{
	return c && strchr(" \t\r|>", c);
}

/* The next word from *@at on, in @word; its length, 0: there is none. */
static size_t next(const char **at, const char *end, const char **word)
{
	while (*at < end && is_mark(**at))
		++*at;
	for (*word = *at; *at < end && !is_mark(**at); ++*at)
		;
	return (size_t)(*at - *word);
}

/* "15000000.iommu:", a device that prints something. */
static bool has_printer(const char *at, const char *end)
{
	const char *word;

	for (size_t len; (len = next(&at, end, &word)); )
		if (word[len - 1] == ':' && device_names_has_address(word, len - 1))
			return true;
	return false;
}

/* Does a mail's wrapping look like this? It breaks at a blank, which may stay. */
static bool is_open(const char *at, const char *end)
{
	return end > at && (end - at >= LONG || strchr(" ,:(", end[-1]));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Do two lines begin as those of one log do: "Nov 28 ...", "2026-11-28T...", "3,1234,"? */
static bool is_alike(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t n = a_len < b_len ? a_len : b_len;

	return (is_digit(*a) && is_digit(*b)) || *b == '<' || *b == '\033' ||
	       !memcmp(a, b, n < START ? n : START);
}

/* Neither a time nor a driver is in front, nor what is in front of the line @from. */
static bool is_rest(const char *from, const char *at, const char *end)
{
	const char *word, *first, *own = at, *of = from;
	size_t len = next(&own, end, &word), size = next(&of, at, &first);

	if (!len || has_printer(at, end) || is_alike(first, size, word, len))
		return false;
	if (*word == '@' || (*word == '[' && len > 1 && word[1] == '-'))
		return true;	/* an address, which a colon follows; "[--S])" */
	if (*word == '[' || word[len - 1] == ':')
		return false;
	len = next(&own, end, &word);
	return !len || word[len - 1] != ':';
}

size_t log_whole(const char *log, size_t size, uint32_t *lines)
{
	const char *end = log + size, *from = log, *eol = memchr(log, '\n', size);

	*lines = 1;
	if (!eol || !has_printer(log, eol))
		return eol ? (size_t)(eol - log) : size;
	while (eol && *lines < MOST && is_open(from, eol)) {
		const char *rest = eol + 1, *stop = memchr(rest, '\n', (size_t)(end - rest));

		if (!is_rest(log, rest, stop ? stop : end))
			break;
		from = rest;
		eol = stop;
		++*lines;
	}
	return eol ? (size_t)(eol - log) : size;
}
