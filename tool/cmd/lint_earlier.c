// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
#include "cmd/lint_earlier.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/tree_check.h"
#include "jobs/jobs.h"
#include "lint/identity.h"

struct reading_earlier {
	struct lint_earlier *e;
	const struct gathering *how;
	lint_adopt_fn adopt;
	void *ctx;
};

static int read_tree(void *ctx, const struct input_tree *tree, struct iop_arena *a,
		     struct out *out, struct out *diag)
{
	const struct reading_earlier *r = ctx;
	struct line board = { 0 };
	struct gathered all;
	struct iop_tree t;
	int status = r->adopt(r->ctx, tree, a, diag);
	bool good;

	(void)out;
	if (!status)
		status = input_index(&t, tree, a, diag);
	if (status)
		return status;
	good = !lint_gather(&all, r->how, &t, a) && !all.full;
	identity_board(&board, tree);
	good = good && !board.failed;
	for (uint32_t n = 0; good && n < all.count; n++)
		good = earlier_add(r->e, &t, line_text(&board), all.found[n].f);
	line_free(&board);
	return good ? EXIT_OK : check_say(diag, tree->name, "out of memory", EXIT_IO);
}

int lint_earlier_read(struct lint_earlier *e, const struct options *o,
		      const struct gathering *how, lint_adopt_fn adopt, void *ctx)
{
	struct reading_earlier r = { e, how, adopt, ctx };
	struct run_config old = o->run;
	char *file = (char *)(uintptr_t)o->new_since;
	struct stat st;
	int status;

	old.files = &file;
	old.n_files = 1;
	old.found = NULL;
	old.jobs = 1;		/* all findings are kept by this process */
	old.quiet = true;
	memset(old.writes, 0, sizeof(old.writes));
	e->named = !stat(file, &st) && S_ISDIR(st.st_mode);
	status = run_files(&old, STDOUT_FILENO, read_tree, &r);
	earlier_ready(e);
	return status;
}
