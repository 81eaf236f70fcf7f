/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* How a tree in a container is booted, as far as the container says it. */
#ifndef INPUT_BOOT_FACTS_H
#define INPUT_BOOT_FACTS_H

#include "input/container/container.h"
#include "input/kernel_image.h"

/* What is not said is NULL or 0. */
struct boot_facts {
	unsigned int id;	/* the same for the same facts, of one run; not 0 */
	const char *release;	/* as uname -r prints it */
	const char *packed;	/* why not: how the kernel is compressed, unread */
	const char *cmdline;	/* the boot arguments */
	const char *behind;	/* what has been appended to the tree's */
	const uint8_t *config;	/* text of the kernel's .config */
	size_t config_size;
	uint32_t page_size;
};

/* Facts and the memory they are in; zeroed at first. */
struct boot_reading {
	struct boot_facts facts;
	struct kernel_image kernel;
	struct container_said said;	/* what they were made of */
	char uname[KERNEL_RELEASE_SIZE];
	char *cmdline;
	bool lies;		/* .uname is not what the kernel says */
};

/*
 * boot_facts_read - what @said comes to, with what a container around says
 * @outer: of that, or NULL
 *
 * Nothing is done where it says what it said the last time.
 * returns: false when out of memory.
 */
bool boot_facts_read(struct boot_reading *b, const struct container_said *said,
		     const struct boot_facts *outer, size_t *budget);
void boot_facts_free(struct boot_reading *b);

#endif
