// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/* As pci_setup(), __pci_config_acs() and pci_dev_str_match() read them. */
#include "pci/acs_args.h"

#include <string.h>

#define REDIRECT (IOP_ACS_RR | IOP_ACS_CR | IOP_ACS_EC)
#define ACS_BITS 0x7fu	/* source validation ... direct translated P2P */

struct text {
	const char *at, *end;
};

static bool starts(struct text t, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(t.end - t.at) >= n && !memcmp(t.at, word, n);
}

static bool skip(struct text *t, char c)
{
	if (t->at == t->end || *t->at != c)
		return false;
	t->at++;
	return true;
}

/* Up to @c, which is taken off as well; all of it where there is none. */
static struct text upto(struct text *t, char c)
{
	const char *end = t->at == t->end ? NULL : memchr(t->at, c, (size_t)(t->end - t->at));
	struct text part = { t->at, end ? end : t->end };

	t->at = end ? end + 1 : t->end;
	return part;
}

static void set(struct iop_acs_option *o, struct text t, const char *name)
{
	if (starts(t, name))
		*o = (struct iop_acs_option){ t.at + strlen(name),
					      (size_t)(t.end - t.at) - strlen(name) };
}

static void read_options(struct iop_acs_args *args, struct text all)
{
	while (all.at < all.end) {
		struct text one = upto(&all, ',');

		set(&args->redirect, one, "disable_acs_redir=");
		set(&args->config, one, "config_acs=");
	}
}

/* The next word of a command line; a blank between quotes is part of it. */
static struct text next_word(const char **rest)
{
	struct text word;
	bool quoted = false;

	while (**rest == ' ')
		++*rest;
	word.at = *rest;
	for (; **rest && (quoted || **rest != ' '); ++*rest)
		quoted ^= **rest == '"';
	word.end = *rest;
	return word;
}

/* "pci=..." may be between quotes as a whole, or what follows "=". */
static void read_word(struct iop_acs_args *args, struct text word)
{
	bool quoted = skip(&word, '"');

	if (!starts(word, "pci="))
		return;
	word.at += 4;
	quoted |= skip(&word, '"');
	if (quoted && word.end > word.at && word.end[-1] == '"')
		word.end--;
	read_options(args, word);
}

struct iop_acs_args iop_acs_args_read(const char *bootargs, const struct iop_view *v)
{
	const enum iop_list list = IOP_L_ISOLATION_PARAMS;
	const struct iop_driver *linux_facts = &v->facts->drivers[0];
	struct iop_acs_args args = { 0 };
	struct text word;

	while (bootargs && *(word = next_word(&bootargs)).at) {
		if (word.end - word.at == 2 && starts(word, "--"))
			break;
		read_word(&args, word);
	}
	if (!args.config.text && !args.redirect.text)
		return args;
	args.from_firmware = iop_listed(v, linux_facts, list, "pci=config_acs");
	if (!args.from_firmware)
		args.config.text = NULL;
	if (!iop_listed(v, linux_facts, list, "pci=disable_acs_redir"))
		args.redirect.text = NULL;
	return args;
}

static bool number(struct text *t, uint32_t *out)
{
	const char *from = t->at;

	*out = 0;
	for (; t->at < t->end; t->at++) {
		char c = (char)(*t->at | 0x20);

		if (*t->at >= '0' && *t->at <= '9')
			*out = *out << 4 | (uint32_t)(*t->at - '0');
		else if (c >= 'a' && c <= 'f')
			*out = *out << 4 | (uint32_t)(c - 'a' + 10);
		else
			break;
	}
	return t->at > from && t->at - from <= 8;
}

static bool read_slot(struct text *t, uint32_t *devfn)
{
	uint32_t device, function;

	if (!number(t, &device) || !skip(t, '.') || !number(t, &function))
		return false;
	*devfn = (device & 0x1f) << 3 | (function & 7);
	return true;
}

/* "0000:00:1c.0", "00:1c.0" */
static int match_slot(struct text t, const struct iop_pci_function *f)
{
	uint32_t numbers[2] = { 0 }, n = 0, devfn;
	struct text part;

	for (;;) {
		const char *dot = memchr(t.at, '.', (size_t)(t.end - t.at));
		const char *colon = memchr(t.at, ':', (size_t)(t.end - t.at));

		if (!colon || (dot && dot < colon))
			break;
		if (n == 2)
			return -1;
		part = upto(&t, ':');
		if (!number(&part, &numbers[n++]) || part.at < part.end)
			return -1;
	}
	if (!n || !read_slot(&t, &devfn) || t.at < t.end)
		return -1;
	return f->domain == (n == 2 ? numbers[0] : 0) &&
	       iop_pci_bus(f) == numbers[n - 1] && (f->rid & 0xff) == devfn;
}

/* "0000:00:1c.0/00.0/01.0": a function and the way down from it, which is compared
 * first, from its end up to where it begins. */
static int match_path(struct text t, const struct iop_pci *bus,
		      const struct iop_pci_function *f)
{
	struct text path = t;

	while (path.at < path.end && *path.at != '/')
		path.at++;
	t.end = path.at;
	while (path.end > path.at) {
		uint32_t its;
		struct text last = { path.end, path.end };

		while (last.at[-1] != '/')
			last.at--;
		path.end = last.at - 1;
		if (!read_slot(&last, &its) || last.at < last.end)
			return -1;
		if ((f->rid & 0xff) != its || f->above == IOP_PCI_NONE)
			return 0;
		f = &bus->functions[f->above];
	}
	return match_slot(t, f);
}

/* "pci:1234:5678", "pci:1234:5678:9abc:def0"; 0 is any. Two numbers are enough for a match;
 * what is behind them and not two more ends the list where they do not. */
static int match_ids(struct text t, const struct iop_pci_function *f)
{
	const uint16_t its[4] = { f->vendor, f->device, f->sub_vendor, f->sub_device };
	uint32_t wanted[4] = { 0 }, n = 0;
	bool more = true;

	while (n < 4 && more && number(&t, &wanted[n])) {
		n++;
		more = skip(&t, ':');
	}
	if (n < 2)
		return -1;
	for (uint32_t i = 0; i < (n == 4 ? 4 : 2); i++)
		if ((uint16_t)wanted[i] && (uint16_t)wanted[i] != its[i])
			return n == 3 || more || t.at < t.end ? -1 : 0;
	return 1;
}

static int match(struct text t, const struct iop_pci *bus, const struct iop_pci_function *f)
{
	if (!starts(t, "pci:"))
		return match_path(t, bus, f);
	t.at += 4;
	return match_ids(t, f);
}

/* "0x1x": from the last digit on, what becomes of bit 0 and on. */
static bool read_flags(struct text *t, uint32_t *mask, uint32_t *flags)
{
	struct text digits = upto(t, '@');
	uint32_t bit = 1;

	*mask = *flags = 0;
	if (digits.end == t->end)
		return false;
	for (; digits.end > digits.at && bit; bit <<= 1) {
		char c = *--digits.end;

		if (c != '0' && c != '1' && (c | 0x20) != 'x')
			return false;
		*mask |= c == '0' || c == '1' ? bit : 0;
		*flags |= c == '1' ? bit : 0;
	}
	return !(*mask & ~ACS_BITS);
}

/* Of several functions that a list names the first counts; what cannot be read
 * ends it. */
static bool is_named(struct text list, const struct iop_pci *bus,
		     const struct iop_pci_function *f)
{
	int found = 0;

	while (list.at < list.end && !found)
		found = match(upto(&list, ';'), bus, f);
	return found == 1;
}

static bool find_flags(struct text list, const struct iop_pci *bus,
		       const struct iop_pci_function *f, uint32_t *mask, uint32_t *flags)
{
	int found = 0;

	while (list.at < list.end && !found) {
		if (!read_flags(&list, mask, flags))
			return false;
		found = match(upto(&list, ';'), bus, f);
	}
	return found == 1;
}

static struct text text_of(const struct iop_acs_option *o)
{
	return (struct text){ o->text, o->text ? o->text + o->len : NULL };
}

uint32_t iop_acs_args_apply(const struct iop_acs_args *args, const struct iop_pci *bus,
			    const struct iop_pci_function *f, uint32_t control,
			    uint32_t firmware)
{
	uint32_t mask, flags;

	if (is_named(text_of(&args->redirect), bus, f))
		control = (args->from_firmware ? firmware : control) & ~(uint32_t)REDIRECT;
	if (find_flags(text_of(&args->config), bus, f, &mask, &flags))
		control = (firmware & ~mask) | flags;
	return control;
}
