/* common - reads the options of common.ggo out of a tool's generated parser.
 * For mains only, after "options.h": every tool has its own struct options with these fields. */
#ifndef SEG_COMMON_H
#define SEG_COMMON_H

#include <stdlib.h>
#include <unistd.h>

#include "diag.h"
#include "tool.h"

/* Prints help and version, ends with exit 2 on wrong usage; after it every option is known to be well-formed. */
static inline void options_read(struct options *opt, struct tool *t, int argc, char **argv)
{
	tool_start(t, OPTIONS_PARSE_PACKAGE);
	if (options_parse(argc, argv, opt) != 0) {
		fprintf(stderr, "Try '%s --help'.\n", OPTIONS_PARSE_PACKAGE);
		options_parse_free(opt);
		exit(STATUS_USAGE);
	}
	if (opt->help_given) {
		options_parse_print_help();
		tool_printed();
	}
	if (opt->full_help_given) {
		options_parse_print_full_help();
		tool_printed();
	}
	if (opt->version_given) {
		printf("%s (seg) %s\n", OPTIONS_PARSE_PACKAGE, OPTIONS_PARSE_VERSION);
		tool_printed();
	}
	diag_voice(opt->quiet_given ? DIAG_QUIET : opt->verbose_given ? DIAG_VERBOSE : DIAG_NORMAL);
	if (opt->output_given && !*opt->output_arg)
		die_usage("--output: needs the name of a file");
	t->output = opt->output_arg;
	t->columns = opt->columns_arg;
	t->stats = opt->stats_arg;
	t->progress = opt->progress_arg[0] == 'n'   ? PROGRESS_NEVER
	              : opt->progress_arg[1] == 'l' ? PROGRESS_ALWAYS
	                                            : PROGRESS_AUTO;
	t->usage = options_usage;
	t->files = opt->inputs;
	t->n_files = opt->inputs_num;
	out_spare(t->files, t->n_files);
	if (opt->threads_arg)
		t->threads = tool_count("threads", opt->threads_arg, 1, 256);
	else
		t->threads = t->columns ? 1 : (size_t)sysconf(_SC_NPROCESSORS_ONLN);
	if (t->columns) { /* a worker of an engine says nothing: DESIGN 3.9 */
		diag_voice(opt->verbose_given ? DIAG_VERBOSE : DIAG_QUIET);
		t->progress = PROGRESS_NEVER;
	}
}

/* The last thing in main: the only way to exit 0. */
static inline int options_close(struct options *opt, struct tool *t, struct out *out)
{
	int status = tool_close(t, out);

	options_parse_free(opt);
	return status;
}

#endif
