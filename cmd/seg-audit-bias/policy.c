/* policy - what must hold for an audit to pass: a file of metric, bound and severity. */
#include "policy.h"

#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "source.h"

#define BYTES_MOST (1u << 20)
#define LINES_MOST 1000

static const struct {
	const char *name;
	enum policy_severity severity;
} severities[] = {
	{ "error", POLICY_ERROR },
	{ "strict", POLICY_STRICT },
	{ "warning", POLICY_WARNING },
};

static void read_severity(struct policy_line *line, struct str text, struct place at)
{
	at.column = "severity";
	for (size_t i = 0; i < sizeof(severities) / sizeof(*severities); i++) {
		if (!str_is(text, severities[i].name))
			continue;
		line->severity = severities[i].severity;
		return;
	}
	if (text.n)
		die_at(at, "not error, strict or warning: %s", quote(text).text);
}

static void read_line(struct policy *p, struct arena *keep, struct str text, struct place at)
{
	struct str cell[3] = { 0 }, part;
	struct policy_line *line = &p->line[p->n];

	for (size_t n = 0; str_split(&text, '\t', &part); n++) {
		if (n == 3)
			die_at(at, "more than metric, bound and severity");
		cell[n] = str_trim(part);
	}
	*line = (struct policy_line){ .metric = arena_str(keep, cell[0]), .line = at.line };
	if (policy_find(p, line->metric.p))
		die_at(at, "%s is there twice", quote(cell[0]).text);
	at.column = "bound";
	if (!num_parse(cell[1], &line->bound) || !(line->bound > 0))
		die_at(at, "not a number above 0: %s", quote(cell[1]).text);
	line->written = arena_str(keep, cell[1]);
	read_severity(line, cell[2], at);
	p->n++;
}

struct policy policy_read(struct arena *keep, const char *file)
{
	struct policy p = { .file = file, .line = ARENA_ARRAY(keep, struct policy_line, LINES_MOST) };
	struct place at = { .file = file };
	size_t n;
	char *bytes = source_whole(file, BYTES_MOST, &n);
	struct str rest = { bytes, n }, text;

	while (str_split(&rest, '\n', &text)) {
		text = str_trim(text);
		at.line++;
		if (at.line == 1 && !str_is(text, "metric\tbound\tseverity") &&
		    !str_is(text, "metric\tbound"))
			die_at(at, "not the header metric, bound, severity: %s", quote(text).text);
		if (at.line == 1 || !text.n)
			continue;
		if (p.n == LINES_MOST)
			die_at(at, "more than %d lines", LINES_MOST);
		read_line(&p, keep, text, at);
	}
	free(bytes);
	if (!p.n)
		die(STATUS_INPUT, "%s: no policy in it: lines of metric, bound and severity are expected",
		    shown(str_of(file)).text);
	return p;
}

const struct policy_line *policy_find(const struct policy *p, const char *metric)
{
	for (size_t i = 0; p && i < p->n; i++)
		if (str_is(p->line[i].metric, metric))
			return &p->line[i];
	return NULL;
}
