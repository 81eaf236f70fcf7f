/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/*
 * __overrides__ of a Raspberry Pi's trees and overlays: a property for each
 * parameter, which lists what the parameter changes. All of it is hostile.
 */
#ifndef INPUT_PARAM_TARGET_H
#define INPUT_PARAM_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PARAM_TEXT 256
#define PARAM_NOT_COPIED UINT32_MAX

enum param_kind {
	PARAM_STRING,
	PARAM_BYTES,
	PARAM_NUMBER,		/* @size bytes at @offset */
	PARAM_PRESENT,		/* the property is there, without a value */
	PARAM_ABSENT,		/* it is not there where the value is true */
	PARAM_FRAGMENTS,	/* @name says which are switched: "+1-0=2!3" */
};

struct param_target {
	enum param_kind kind;
	uint32_t phandle;
	char name[PARAM_TEXT];	/* of the property */
	char value[PARAM_TEXT];	/* the parameter's, or what the target has instead */
	uint32_t offset, size;
	uint32_t from;		/* the value is the cell at this offset, or PARAM_NOT_COPIED */
};

struct param_targets {
	const uint8_t *start, *at, *end;
};

/*
 * param_next_target - the next that @value changes
 * returns: 1; 0 at the end; -1 where the list is malformed, or has no such value.
 */
int param_next_target(struct param_targets *d, const char *value, struct param_target *t);

/* param_number - what @text means as a number; @any: whatever else is not empty is 1 */
bool param_number(const char *text, bool any, uint64_t *number);

/* param_unescape - "\n", "\x41", "\101" become bytes; false: not an escape */
bool param_unescape(const char *text, char to[PARAM_TEXT], int *size);

/* param_bytes - "12 34:56" */
bool param_bytes(const char *text, uint8_t to[PARAM_TEXT], int *size);

#endif
