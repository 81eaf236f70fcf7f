/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Where a finding stands in the source of its tree, if that is known. */
#ifndef LINT_PLACE_H
#define LINT_PLACE_H

struct place {
	const char *file;	/* NULL: unknown */
	unsigned int line, column;	/* from 1 */
};

/*
 * place_of - of a property, or of a node
 * @file: the input the tree came from
 * @path: the node's full path
 * @property: its name, or NULL for the node itself
 */
struct place place_of(const char *file, const char *path, const char *property);

#endif
