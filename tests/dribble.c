/* dribble - copies standard input to standard output, one byte in each write: the worst pipe there is. */
#include <unistd.h>

int main(void)
{
	char c;

	while (read(STDIN_FILENO, &c, 1) == 1)
		if (write(STDOUT_FILENO, &c, 1) != 1)
			return 1;
	return 0;
}
