/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include "artefacts/emit_runtime.h"

#include "text/status.h"
#include "artefacts/runtime/runtime.h"

static void script(struct out *o, const struct board_files *b)
{
	runtime_script(o, &(struct runtime_input){
		.generator = b->note.generator,
		.plan = b->note.plan,
		.writes = b->note.solution->writes,
		.n_writes = b->note.solution->n_writes,
	});
}

int runtime_add(const struct board_files *b, struct atomic_set *s, enum artefact what,
		const char *path)
{
	static struct out file;
	int fd = atomic_open(s, path, what != ARTEFACT_UNIT);

	if (fd < 0)
		return EXIT_IO;
	out_to_fd(&file, fd);
	switch (what) {
	case ARTEFACT_RUNTIME:
		script(&file, b);
		break;
	case ARTEFACT_UNIT:
		runtime_unit(&file, b->note.generator);
		break;
	case ARTEFACT_INITRAMFS:
		runtime_initramfs(&file, b->note.generator);
		break;
	default:
		runtime_dracut(&file, b->note.generator);
	}
	return atomic_flush(s, fd, &file) ? EXIT_OK : EXIT_IO;
}
