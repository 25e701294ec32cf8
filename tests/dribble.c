/* dribble - copies standard input to standard output, one byte in each write, and each only when the one before it was
 * read: the worst pipe there is. */
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* False when nobody reads any more. Of what is no pipe nothing waits. */
static int wait_until_read(void)
{
	int waiting = 0;

	while (ioctl(STDOUT_FILENO, FIONREAD, &waiting) == 0 && waiting > 0) {
		struct pollfd out = { STDOUT_FILENO, 0, 0 };

		if (poll(&out, 1, 0) > 0)
			return 0;
		sched_yield();
	}
	return 1;
}

int main(void)
{
	char c;

	while (read(STDIN_FILENO, &c, 1) == 1)
		if (write(STDOUT_FILENO, &c, 1) != 1 || !wait_until_read())
			return 1;
	return 0;
}
