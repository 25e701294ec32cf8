/* check_end - what ends a program, in a process of its own. */
#ifndef CHECK_END_H
#define CHECK_END_H

#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

/* What verb(arg) says on stderr, at most room - 1 bytes, and the exit status; 0 when it returns, -1 for anything else. */
static int check_end(void (*verb)(void *), void *arg, char *said, size_t room)
{
	int ends[2], status;
	size_t n = 0;
	ssize_t got;
	pid_t child;

	fflush(stdout);
	if (pipe(ends) != 0 || (child = fork()) < 0)
		return -1;
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		verb(arg);
		exit(0);
	}
	close(ends[1]);
	while (n + 1 < room && (got = read(ends[0], said + n, room - n - 1)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#endif
