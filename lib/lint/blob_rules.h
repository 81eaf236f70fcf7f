/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
/* Rules about the blob outside its nodes; see lint/rules.h. */
#ifndef IOP_LINT_BLOB_H
#define IOP_LINT_BLOB_H

#define IOP_RULES_BLOB(R) \
	R(RESERVATIONS_CUT, "memory-reservations-cut", ERROR, LINUX, iop_lint_blob, \
	  "the memory reservation block is not terminated", \
	  "the memory reservation block has no terminating entry within the blob") \
	R(STATUS_UNENDED, "status-unterminated", ERROR, LINUX, iop_lint_blob, \
	  "a status property is not NUL-terminated", \
	  "status is not NUL-terminated: {0}")

#endif
