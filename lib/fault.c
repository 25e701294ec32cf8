/* fault - what a worker found wrong, for the ordered end to say. */
#include "fault.h"

#include <stdarg.h>
#include <stdio.h>

#include "diag.h"

void fault_set(struct fault *f, size_t line, const char *column, const char *format, ...)
{
	va_list args;

	if (f->text[0] && f->line <= line)
		return;
	f->line = line;
	f->column = column;
	f->status = STATUS_INPUT;
	va_start(args, format);
	vsnprintf(f->text, sizeof(f->text), format, args);
	va_end(args);
}
