/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * The entries of a boot partition: what its boot loader offers to boot, as far
 * as files say it. Every file is hostile, and none outside the directory is
 * read.
 */
#ifndef INPUT_BOOT_ENTRY_H
#define INPUT_BOOT_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#define BOOT_ENTRIES_MAX 1024u
#define BOOT_OVERLAYS_MAX 64u

struct boot_entry {
	char *title;
	char *id;		/* distinguishes entries with the same title */
	char *kernel;		/* paths as written; NULL: not said */
	char *image;		/* a UKI, or another file with all in it */
	char *tree;
	char *tree_dir;		/* the board decides: each tree below */
	char *cmdline;
	bool adds;		/* it is appended to the tree's boot arguments */
	char *overlays[BOOT_OVERLAYS_MAX];	/* NULL: parameters of the tree alone */
	char *params[BOOT_OVERLAYS_MAX];	/* "audio=on,spi" for it */
	unsigned int n_overlays;
	bool variable;		/* a variable of the loader's was not known */
};

struct boot_entries {
	char *dir;		/* the directory, real path */
	const char *from;	/* where relative paths begin, below it: "extlinux/" */
	struct boot_entry *list;
	unsigned int n;
	bool full;		/* out of memory, or a limit was exceeded */
	size_t text;		/* bytes that were read so far, however often */
	char *grubenv;		/* variables of GRUB's, or NULL */
	unsigned int lookups;	/* of them */
};

/*
 * boot_entries_read - all of @dir
 * returns: false if it has none that leads to a tree. To be freed either way.
 */
bool boot_entries_read(struct boot_entries *e, const char *dir);
void boot_entries_free(struct boot_entries *e);

/* boot_entries_there - does the directory have such entries? */
bool boot_entries_there(const char *dir);

/*
 * boot_resolve - the file or directory that a path in an entry means, by its
 * real path below e->dir; to be freed. NULL: none.
 */
char *boot_resolve(const struct boot_entries *e, const char *path);

/* For the formats: */

/* boot_add - a new entry, empty, or NULL */
struct boot_entry *boot_add(struct boot_entries *e);

/* boot_set - *@to becomes a copy of @n bytes; what was there is freed */
void boot_set(struct boot_entries *e, char **to, const char *text, size_t n);

/*
 * boot_append - the same, after a space if there is something already
 * returns: false, and nothing is appended, where it would be longer than any
 * command line.
 */
bool boot_append(struct boot_entries *e, char **to, const char *text, size_t n);

/* boot_words - each word of @text is an overlay */
void boot_words(struct boot_entries *e, struct boot_entry *entry, const char *text, size_t n);

/* boot_text - what is in a file of the directory, terminated, or NULL */
char *boot_text(struct boot_entries *e, const char *path);

/* boot_spend - of what a directory may have to be read; e->full when it is used up */
bool boot_spend(struct boot_entries *e, size_t size);

/* A line, split: @key up to white space, @value after it, trimmed. */
struct boot_line {
	const char *key, *value;
	size_t key_len, value_len;
};

/* boot_next_line - the next that is neither empty nor a comment; NULL at the end */
const char *boot_next_line(const char *at, struct boot_line *l);

/* boot_is - is this the key, in any case? */
bool boot_is(const struct boot_line *l, const char *key);

/* A loader each: adds the entries of its files. */
void boot_read_bls(struct boot_entries *e);
void boot_read_extlinux(struct boot_entries *e);
void boot_read_grub(struct boot_entries *e);
void boot_read_raspberry(struct boot_entries *e);
void boot_read_flash_kernel(struct boot_entries *e);

#endif
