/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * What need not leave a machine: serial numbers, MAC addresses, seeds, secrets
 * of the command line. Everything keeps its length.
 */
#ifndef VERIFY_REDACT_H
#define VERIFY_REDACT_H

#include <stddef.h>

/* What was taken out, in places. */
struct redacted {
	unsigned int properties, addresses, arguments;
};

/* redact_tree - in a blob that has been checked: values become zeroes */
void redact_tree(struct redacted *r, void *blob);

/* redact_text - in a log or command line: letters become 'x' */
void redact_text(struct redacted *r, char *text, size_t size);

/* redact_config - in the configuration space of a PCI function: the device
 * serial number, which is often made of a MAC address */
void redact_config(struct redacted *r, unsigned char *config, size_t size);

#endif
