// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Runs two commands in turn and prints the ratio of their CPU times, and the
 * peak memory of the first: figures of one run of this program only, so that
 * the machine cancels out.
 *
 *	compare RUNS A... -- B...
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST 101

struct figure {
	double cpu;	/* seconds, user and system */
	long peak;	/* KiB */
};

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static struct figure run(char **command)
{
	struct rusage use;
	pid_t child = fork();
	int status, null;

	if (!child) {
		null = open("/dev/null", O_WRONLY);
		dup2(null, STDOUT_FILENO);
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &use) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status)) {
		fprintf(stderr, "compare: %s failed\n", command[0]);
		exit(1);
	}
	return (struct figure){ seconds(use.ru_utime) + seconds(use.ru_stime),
				use.ru_maxrss };
}

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
	int runs = argc > 1 ? atoi(argv[1]) : 0, split = 2;
	double ratios[MOST];
	long peak = 0;

	while (split < argc && strcmp(argv[split], "--"))
		split++;
	if (runs < 1 || runs > MOST || split + 1 >= argc) {
		fprintf(stderr, "usage: compare RUNS A... -- B...\n");
		return 2;
	}
	argv[split] = NULL;
	run(argv + 2);
	for (int n = 0; n < runs; n++) {
		struct figure a = run(argv + 2), b = run(argv + split + 1);

		ratios[n] = a.cpu / (b.cpu > 0 ? b.cpu : 1e-6);
		peak = a.peak > peak ? a.peak : peak;
	}
	qsort(ratios, (size_t)runs, sizeof(ratios[0]), by_size);
	printf("ratio %.2f (%.2f to %.2f), peak %ld KiB\n", ratios[runs / 2],
	       ratios[0], ratios[runs - 1], peak);
	return 0;
}
