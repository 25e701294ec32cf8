/* asked - what the options ask of the search. */
#include "asked.h"

#include "crew.h"
#include "diag.h"
#include "method.h"
#include "tool.h"

#define MANY 1000000

/* N or N%, the latter as a share below 1. */
static double least_size(const char *text)
{
	size_t n = strlen(text);
	char number[64];

	if (!n || n >= sizeof(number) || text[n - 1] != '%')
		return (double)tool_count("min-size", text, 1, UINT32_MAX);
	memcpy(number, text, n - 1);
	number[n - 1] = '\0';
	return tool_number("min-size", number, 0, 50) / 100;
}

/* What is said of numbers of segments has no effect when there is one. */
static void check_number(const struct search *s, const struct options *opt)
{
	if (opt->max_k_given && !opt->write_votes_given && (s->how.k || opt->start_given))
		die_usage("--max-k is the most that auto may find, and %s says how many there are: "
		          "leave one of them out",
		          s->how.k ? "-k" : "--start");
}

void asked_of(struct search *s, const struct options *opt, struct crew *crew)
{
	s->method = method_find(opt->method_arg);
	method_check(s->method, "weight", opt->weight_given);
	method_check(s->method, "start", opt->start_given);
	method_check(s->method, "polish", opt->polish_given);
	method_check(s->method, "restarts", opt->restarts_given);
	method_check(s->method, "family", opt->family_given);
	method_check(s->method, "criterion", opt->criterion_given);
	if (strcmp(opt->segments_arg, "auto") != 0)
		s->how.k = tool_count("segments", opt->segments_arg, 1, SEGMENTS_K_MOST);
	check_number(s, opt);
	s->family_given = strcmp(opt->family_arg, "auto") != 0;
	if (s->family_given)
		s->family = method_family(opt->family_arg);
	s->icl = strcmp(opt->criterion_arg, "icl") == 0;
	s->how.restarts = tool_count("restarts", opt->restarts_arg, 1, MANY);
	s->how.seed = tool_count("seed", opt->seed_arg, 0, UINT64_MAX);
	s->how.polish = strcmp(opt->polish_arg, "none") != 0;
	s->how.each = (struct tiles_each){ crew_each, crew };
	s->most = tool_count("max-k", opt->max_k_arg, 2, 100);
	s->sample = tool_count("sample", opt->sample_arg, 10, MANY);
	s->draws = tool_count("stability", opt->stability_arg, 0, MANY);
	s->votes = opt->write_votes_arg;
	if (opt->min_size_given)
		s->least = least_size(opt->min_size_arg);
}
