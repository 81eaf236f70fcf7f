// SPDX-License-Identifier: GPL-2.0-or-later OR BSD-2-Clause
/*
 * Preloaded: one call of the program's fails, or is interrupted.
 *
 *	FAULT_CALL	which: malloc, read, write, open, rename, fsync, mmap, fork,
 *			stat, dup, close, or any
 *	FAULT_AT	the N-th of those, from 1 on; 0: none, they are counted
 *	FAULT_DOES	fails (default), stays (all from then on fail), short (reads
 *			and writes do half), eintr, or a signal's number
 *	FAULT_ERRNO	the number it fails with; else what is usual
 *	FAULT_COUNT	a file that gets, appended, the count and whether it was
 *			reached, at the end of each process
 *
 *	FAULT_PROGRAM	whose calls: those that it starts (dtc, cpp) are left alone
 *
 * Processes that the program forks count together with it.
 */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS
#undef _TIME_BITS
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum call { MALLOC, READ, WRITE, OPEN, RENAME, FSYNC, MMAP, FORK, STAT, DUP, CLOSE, CALLS };

static const struct { const char *name; int error; } calls[CALLS] = {
	[MALLOC] = { "malloc", ENOMEM }, [READ] = { "read", EIO }, [WRITE] = { "write", ENOSPC },
	[OPEN] = { "open", EMFILE }, [RENAME] = { "rename", EACCES }, [FSYNC] = { "fsync", EIO },
	[MMAP] = { "mmap", ENOMEM }, [FORK] = { "fork", EAGAIN }, [STAT] = { "stat", EIO },
	[DUP] = { "dup", EMFILE }, [CLOSE] = { "close", EIO },
};

enum does { FAILS, STAYS, SHORT, EINTR_ONCE, SIGNALS };

static struct {
	bool on;
	unsigned int mask;	/* 1 << enum call */
	unsigned long at;
	enum does does;
	int error, signal;
} fault;

/* One for the program and all it forks. */
static struct shared {
	unsigned long seen;
	bool reached;
} *shared;

static unsigned int mask_of(const char *name)
{
	for (unsigned int n = 0; n < CALLS; n++)
		if (!strcmp(calls[n].name, name))
			return 1u << n;
	return ~0u;
}

static enum does does_of(const char *word)
{
	fault.signal = word ? atoi(word) : 0;
	return !word || !strcmp(word, "fails") ? FAILS : !strcmp(word, "stays") ? STAYS :
	       !strcmp(word, "short") ? SHORT : !strcmp(word, "eintr") ? EINTR_ONCE : SIGNALS;
}

__attribute__((constructor)) static void begin(void)
{
	const char *call = getenv("FAULT_CALL"), *at = getenv("FAULT_AT");
	const char *error = getenv("FAULT_ERRNO"), *program = getenv("FAULT_PROGRAM");

	if (!call || (program && strcmp(program_invocation_short_name, program)))
		return;
	fault.mask = mask_of(call);
	fault.at = at ? strtoul(at, NULL, 10) : 0;
	fault.error = error ? atoi(error) : 0;
	fault.does = does_of(getenv("FAULT_DOES"));
	shared = (void *)syscall(SYS_mmap, NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
				 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	fault.on = shared != MAP_FAILED;
}

/* Not through anything that is counted. */
static void end(void)
{
	const char *file = getenv("FAULT_COUNT");
	char line[64];
	long fd;
	int n;

	if (!fault.on || !file)
		return;
	fault.on = false;
	fd = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	n = snprintf(line, sizeof(line), "%lu %d\n", shared->seen, shared->reached);
	if (fd >= 0 && syscall(SYS_write, fd, line, n) == n)
		syscall(SYS_close, fd);
}

__attribute__((destructor)) static void at_exit(void)
{
	end();
}

/* It would end without the destructor. */
void _exit(int status)
{
	end();
	syscall(SYS_exit_group, status);
	__builtin_unreachable();
}

/* Is this one it? errno is set where it is to fail. */
static bool faulty(enum call c)
{
	unsigned long now;

	if (!fault.on || !(fault.mask >> c & 1))
		return false;
	now = __atomic_add_fetch(&shared->seen, 1, __ATOMIC_SEQ_CST);
	if (!fault.at || now < fault.at || (now > fault.at && fault.does != STAYS))
		return false;
	shared->reached = true;
	if (fault.does == SIGNALS) {
		kill(getpid(), fault.signal);
		return false;
	}
	errno = fault.does == EINTR_ONCE ? EINTR : fault.error ? fault.error : calls[c].error;
	return true;
}

#define REAL(type, name) \
	static type (*real)(); \
	if (!real) \
		real = (type (*)())dlsym(RTLD_NEXT, #name)

/* --- memory: before dlsym() works, it is needed --- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t size);

void *malloc(size_t size)
{
	return faulty(MALLOC) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	return faulty(MALLOC) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
	return faulty(MALLOC) ? NULL : __libc_realloc(p, size);
}

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
	return faulty(MMAP) ? MAP_FAILED :
	       (void *)syscall(SYS_mmap, at, size, prot, flags, fd, offset);
}

void *mmap64(void *at, size_t size, int prot, int flags, int fd, off64_t offset)
{
	return mmap(at, size, prot, flags, fd, offset);
}

/* --- files --- */

/* A short call does half, at least one byte; the caller goes on. */
static bool shorten(size_t *n)
{
	if (fault.does != SHORT)
		return false;
	*n = (*n + 1) / 2;
	return true;
}

ssize_t read(int fd, void *to, size_t n)
{
	if (faulty(READ) && !shorten(&n))
		return -1;
	return syscall(SYS_read, fd, to, n);
}

ssize_t write(int fd, const void *from, size_t n)
{
	if (faulty(WRITE) && !shorten(&n))
		return -1;
	return syscall(SYS_write, fd, from, n);
}

static int open_at(int dir, const char *path, int flags, mode_t mode)
{
	return faulty(OPEN) ? -1 : (int)syscall(SYS_openat, dir, path, flags, mode);
}

static mode_t mode_of(int flags, va_list list)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

#define OPEN_LIKE(name, arguments, dir) \
	int name arguments \
	{ \
		va_list list; \
		mode_t mode; \
		va_start(list, flags); \
		mode = mode_of(flags, list); \
		va_end(list); \
		return open_at(dir, path, flags, mode); \
	}

OPEN_LIKE(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN_LIKE(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN_LIKE(openat, (int at, const char *path, int flags, ...), at)
OPEN_LIKE(openat64, (int at, const char *path, int flags, ...), at)

int __open64_2(const char *path, int flags)
{
	return open_at(AT_FDCWD, path, flags, 0);
}

FILE *fopen64(const char *path, const char *mode)
{
	REAL(FILE *, fopen64);
	return faulty(OPEN) ? NULL : real(path, mode);
}

FILE *tmpfile64(void)
{
	REAL(FILE *, tmpfile64);
	return faulty(OPEN) ? NULL : real();
}

DIR *opendir(const char *path)
{
	REAL(DIR *, opendir);
	return faulty(OPEN) ? NULL : real(path);
}

DIR *fdopendir(int fd)
{
	REAL(DIR *, fdopendir);
	return faulty(MALLOC) ? NULL : real(fd);
}

int mkdir(const char *path, mode_t mode)
{
	return faulty(OPEN) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int mkstemp64(char *path)
{
	REAL(int, mkstemp64);
	return faulty(OPEN) ? -1 : real(path);
}

int mkstemp(char *path)
{
	return mkstemp64(path);
}

int rename(const char *from, const char *to)
{
	return faulty(RENAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to)
{
	return faulty(RENAME) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* The descriptor is gone either way. */
int close(int fd)
{
	int error = faulty(CLOSE) ? errno : 0;
	long status = syscall(SYS_close, fd);

	errno = error ? error : errno;
	return error ? -1 : (int)status;
}

int fsync(int fd)
{
	return faulty(FSYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fstat64(int fd, struct stat64 *st)
{
	REAL(int, fstat64);
	return faulty(STAT) ? -1 : real(fd, st);
}

int fstat(int fd, struct stat *st)
{
	return fstat64(fd, (struct stat64 *)st);
}

int stat64(const char *path, struct stat64 *st)
{
	REAL(int, stat64);
	return faulty(STAT) ? -1 : real(path, st);
}

int stat(const char *path, struct stat *st)
{
	return stat64(path, (struct stat64 *)st);
}

int ftruncate64(int fd, off64_t size)
{
	return faulty(WRITE) ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

/* --- processes --- */

pid_t fork(void)
{
	REAL(pid_t, fork);
	return faulty(FORK) ? -1 : real();
}

int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
		 const posix_spawnattr_t *attributes, char *const argv[], char *const env[])
{
	REAL(int, posix_spawnp);
	return faulty(FORK) ? errno : real(pid, file, actions, attributes, argv, env);
}

ssize_t send(int fd, const void *from, size_t n, int flags)
{
	return faulty(WRITE) && fault.does != SHORT ? -1 :
	       syscall(SYS_sendto, fd, from, n, flags, NULL, 0);
}

ssize_t recv(int fd, void *to, size_t n, int flags)
{
	return faulty(READ) && fault.does != SHORT ? -1 :
	       syscall(SYS_recvfrom, fd, to, n, flags, NULL, NULL);
}

int pipe2(int fds[2], int flags)
{
	return faulty(DUP) ? -1 : (int)syscall(SYS_pipe2, fds, flags);
}

int pipe(int fds[2])
{
	return pipe2(fds, 0);
}

int socketpair(int domain, int type, int protocol, int fds[2])
{
	return faulty(DUP) ? -1 : (int)syscall(SYS_socketpair, domain, type, protocol, fds);
}

int dup2(int from, int to)
{
	return faulty(DUP) ? -1 : (int)syscall(SYS_dup3, from, to, 0);
}
