/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * Write text to a buffer that may be too small. What does not fit is counted
 * nevertheless, so that the length is that of the full text, as for snprintf().
 */
#ifndef IOP_TEXT_H
#define IOP_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct iop_text {
	char *buf;	/* may be NULL if @size is 0 */
	size_t size;
	size_t len;	/* of the full text so far */
};

void iop_text_char(struct iop_text *t, char c);
void iop_text_mem(struct iop_text *t, const char *s, size_t n);
void iop_text_str(struct iop_text *t, const char *s);
void iop_text_dec(struct iop_text *t, uint64_t n);
void iop_text_hex(struct iop_text *t, uint64_t n);	/* without 0x */

/* iop_text_rid - a PCI requester ID, "00:1f.7" */
void iop_text_rid(struct iop_text *t, uint32_t rid);

/* iop_text_end - terminate it, truncated if necessary; returns the full length. */
size_t iop_text_end(struct iop_text *t);

#endif
