/* SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input/temp.h"
#include "jobs/worker.h"

/*
 * Files that may be ahead of the oldest one that is not done: enough to keep
 * every worker busy while one has a large tree, few enough for the disk.
 */
#define AHEAD 4

/* Results wait in a ring: file i in place i modulo n_places. */
struct place {
	struct slot slot;
	bool done;
	struct reply reply;
};

struct pool {
	struct jobs_run *r;
	struct out *out, *diag;
	struct worker *workers;
	struct pollfd *polled;
	unsigned int n_workers;
	struct place *places;
	size_t n_places;
	size_t head;		/* oldest file not written out */
	size_t next;		/* first file not handed out */
	int worst;
};

static int no_jobs(struct pool *p, int error)
{
	input_diag(p->diag, "--jobs");
	out_str(p->diag, strerror(error));
	input_diag_end(p->diag);
	return EXIT_IO;
}

static int open_places(struct pool *p)
{
	size_t i;

	for (i = 0; i < p->n_places; i++)
		p->places[i].slot = (struct slot){ -1, -1 };
	for (i = 0; i < p->n_places; i++) {
		p->places[i].slot.out = temp_open();
		p->places[i].slot.diag = temp_open();
		if (p->places[i].slot.out < 0 || p->places[i].slot.diag < 0)
			return errno;
	}
	return 0;
}

static int start_workers(struct pool *p)
{
	unsigned int i;
	int error = 0;

	for (i = 0; i < p->n_workers; i++) {
		error = worker_start(&p->workers[i], p->r, p->workers, i);
		if (error)
			break;
	}
	p->n_workers = i;
	return i ? 0 : error;
}

static bool hand_out(struct pool *p, struct worker *w)
{
	struct request q = { p->next, { -1, -1 }, p->r->begun };
	size_t ahead = p->r->begun ? p->n_places : 1;

	/* Which tree is the first is known once those before it are done. */
	if (p->next == p->r->list.count || p->next == p->head + ahead)
		return false;
	q.slot = p->places[p->next % p->n_places].slot;
	if (!worker_give(w, &q)) {
		/* Of one that has died, collect() learns; any other gets nothing
		 * and would be waited for. */
		if (errno != EPIPE && errno != ECONNRESET)
			worker_stop(w);
		return false;
	}
	p->next++;
	return true;
}

/* A worker that dies takes the result of its file with it, nothing else. */
static void mourn(struct pool *p, struct worker *w, bool busy, int signal)
{
	struct place *place = &p->places[w->index % p->n_places];
	int error;

	if (busy) {
		place->done = true;
		place->reply = (struct reply){ .status = -signal - 1 };
	}
	error = worker_start(w, p->r, p->workers, p->n_workers);
	if (error)
		p->worst = no_jobs(p, error);
}

static void collect(struct pool *p, struct worker *w)
{
	struct place *place = &p->places[w->index % p->n_places];
	bool busy = w->busy;
	struct reply reply;
	int signal = 0;

	if (!worker_take(w, &reply, &signal)) {
		mourn(p, w, busy, signal);
		return;
	}
	place->reply = reply;
	place->done = true;
	p->r->begun |= reply.begun;
	p->r->in.passed += reply.passed;
}

/* The content of a slot; what was large is given back to the disk. */
static void copy(struct out *to, int fd, size_t size)
{
	static char buf[65536];
	size_t at = 0;

	while (at < size && !to->error) {
		ssize_t n = pread(fd, buf, sizeof(buf) < size - at ?
				  sizeof(buf) : size - at, (off_t)at);

		if (n <= 0) {
			to->error = n < 0 ? errno : EIO;
			return;
		}
		out_mem(to, buf, (size_t)n);
		at += (size_t)n;
	}
	if (size > sizeof(buf) && ftruncate(fd, 0) < 0)
		to->error = errno;
}

static int write_out(struct pool *p, struct place *place, const char *file)
{
	const struct reply *r = &place->reply;

	if (r->status < 0) {
		input_diag(p->diag, file);
		out_str(p->diag, "the worker process died: ");
		out_str(p->diag, r->status == -1 ? "it exited" :
						   strsignal(-r->status - 1));
		input_diag_end(p->diag);
		return EXIT_IO;
	}
	copy(p->out, place->slot.out, r->out);
	copy(p->diag, place->slot.diag, r->diag);
	if (r->error) {
		input_diag(p->diag, file);
		out_str(p->diag, "temporary file: ");
		out_str(p->diag, strerror(r->error));
		input_diag_end(p->diag);
		return EXIT_IO;
	}
	return r->status;
}

static void write_ready(struct pool *p, struct progress *progress)
{
	while (p->head < p->next) {
		struct place *place = &p->places[p->head % p->n_places];
		int status;

		if (!place->done)
			break;
		place->done = false;
		status = write_out(p, place, p->r->list.files[p->head]);
		if (status > p->worst)
			p->worst = status;
		p->head++;
		if (p->diag->used) {
			progress_clear(progress);
			out_flush(p->out);
			out_flush(p->diag);
		}
		progress_step(progress, p->head);
	}
}

/* Give work to idle workers, wait, and take the results. */
static bool turn(struct pool *p)
{
	unsigned int i, alive = 0;

	for (i = 0; i < p->n_workers; i++) {
		struct worker *w = &p->workers[i];

		if (w->pid && !w->busy)
			hand_out(p, w);
		p->polled[i].fd = w->pid ? w->socket : -1;
		p->polled[i].events = POLLIN;
		p->polled[i].revents = 0;
		alive += w->pid != 0;
	}
	if (!alive || (poll(p->polled, p->n_workers, -1) < 0 && errno != EINTR))
		return false;
	for (i = 0; i < p->n_workers; i++)
		if (p->polled[i].fd >= 0 && p->polled[i].revents)
			collect(p, &p->workers[i]);
	return true;
}

static void run_pool(struct pool *p)
{
	struct progress progress;
	unsigned int i;

	progress_begin(&progress, p->r, p->out->fd);
	while (p->head < p->r->list.count && !p->out->error) {
		if (!turn(p)) {
			p->worst = no_jobs(p, ECHILD);
			break;
		}
		write_ready(p, &progress);
	}
	progress_clear(&progress);
	for (i = 0; i < p->n_workers; i++)
		worker_stop(&p->workers[i]);
}

static void close_places(struct pool *p)
{
	size_t i;

	for (i = 0; i < p->n_places; i++) {
		close(p->places[i].slot.out);
		close(p->places[i].slot.diag);
	}
}

int run_parallel(struct jobs_run *r, struct out *out, struct out *diag)
{
	struct pool p = { .r = r, .out = out, .diag = diag };
	int error = ENOMEM;

	p.n_workers = r->o->jobs;
	if (p.n_workers > r->list.count)
		p.n_workers = (unsigned int)r->list.count;
	p.n_places = p.n_workers + AHEAD;
	p.workers = calloc(p.n_workers, sizeof(*p.workers));
	p.polled = calloc(p.n_workers, sizeof(*p.polled));
	p.places = calloc(p.n_places, sizeof(*p.places));
	if (p.workers && p.polled && p.places) {
		error = open_places(&p);
		if (!error)
			error = start_workers(&p);
		if (!error)
			run_pool(&p);
		close_places(&p);
	}
	if (error)
		p.worst = no_jobs(&p, error);
	free(p.workers);
	free(p.polled);
	free(p.places);
	return p.worst;
}
