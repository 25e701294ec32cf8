/* expr - the one expression language. */
#include "expr.h"

#include "expr_functions.h"
#include "num.h"

struct parser {
	struct arena *keep;
	struct str text;
	size_t at, depth;
	struct expr_columns *columns;
	struct expr_problem *problem;
};

static const struct expr *fail(struct parser *p, size_t at, const char *what)
{
	if (!p->problem->what)
		*p->problem = (struct expr_problem){ at, what };
	return NULL;
}

static struct expr *make(struct parser *p, enum expr_kind kind)
{
	struct expr *e = ARENA_NEW(p->keep, struct expr);

	e->kind = kind;
	e->column = SIZE_MAX;
	return e;
}

static void skip_blanks(struct parser *p)
{
	while (p->at < p->text.n && (p->text.p[p->at] == ' ' || p->text.p[p->at] == '\t'))
		p->at++;
}

static bool take(struct parser *p, const char *mark)
{
	size_t n = strlen(mark);

	skip_blanks(p);
	if (p->text.n - p->at < n || memcmp(p->text.p + p->at, mark, n) != 0)
		return false;
	p->at += n;
	return true;
}

static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

/* The word that stands here, which is not taken. */
static struct str word_here(struct parser *p)
{
	size_t end;

	skip_blanks(p);
	end = p->at;
	while (end < p->text.n && in_word(p->text.p[end]))
		end++;
	return (struct str){ p->text.p + p->at, end - p->at };
}

static bool take_word(struct parser *p, const char *word)
{
	struct str w = word_here(p);

	if (!str_is(w, word))
		return false;
	p->at += w.n;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool enter(struct parser *p)
{
	if (p->depth++ < EXPR_DEPTH)
		return true;
	fail(p, p->at, "too many brackets in brackets");
	return false;
}

static const struct expr *parse_number(struct parser *p)
{
	size_t from = p->at;
	struct expr *e = make(p, EXPR_NUMBER);

	while (p->at < p->text.n && (is_digit(p->text.p[p->at]) || p->text.p[p->at] == '.'))
		p->at++;
	e->text = (struct str){ p->text.p + from, p->at - from };
	if (!exact_parse(e->text, &e->number))
		return fail(p, from, "not a number");
	return e;
}

static const struct expr *parse_quoted(struct parser *p)
{
	char mark = p->text.p[p->at];
	const char *from = p->text.p + p->at + 1, *end = memchr(from, mark, p->text.n - p->at - 1);
	struct expr *e = make(p, EXPR_TEXT);

	if (!end)
		return fail(p, p->at, "a quote that is not closed");
	e->text = arena_str(p->keep, (struct str){ from, (size_t)(end - from) });
	p->at += e->text.n + 2;
	return e;
}

static bool find_column(struct parser *p, struct str name, size_t *column)
{
	struct expr_columns *c = p->columns;

	for (*column = 0; *column < c->n; ++*column)
		if (str_eq(c->name[*column], name))
			return true;
	if (c->n == EXPR_COLUMNS) {
		fail(p, p->at, "too many columns");
		return false;
	}
	c->name[c->n++] = arena_str(p->keep, name);
	return true;
}

static const struct expr *parse_column(struct parser *p)
{
	struct str name = word_here(p);
	struct expr *e = make(p, EXPR_COLUMN);

	if (!find_column(p, name, &e->column))
		return NULL;
	p->at += name.n;
	return e;
}

/* A value of a condition: a number, a text or a cell. */
static const struct expr *parse_operand(struct parser *p)
{
	char c;

	skip_blanks(p);
	c = p->at < p->text.n ? p->text.p[p->at] : '\0';
	if (c == '-' && p->at + 1 < p->text.n && is_digit(p->text.p[p->at + 1])) {
		struct expr *e = make(p, EXPR_NUMBER);
		const struct expr *n;

		p->at++;
		n = parse_number(p);
		if (!n)
			return NULL;
		e->number = (struct exact){ -n->number.units };
		e->text = (struct str){ n->text.p - 1, n->text.n + 1 };
		return e;
	}
	if (is_digit(c))
		return parse_number(p);
	if (c == '"' || c == '\'')
		return parse_quoted(p);
	if (word_here(p).n)
		return parse_column(p);
	return fail(p, p->at, "a column, a number or a text in quotes is missing here");
}

static const struct expr *parse_comparison(struct parser *p)
{
	static const struct {
		const char *mark;
		bool less, equal, greater;
	} marks[] = { { "<=", true, true, false },  { ">=", false, true, true },
		      { "!=", true, false, true },  { "<>", true, false, true },
		      { "==", false, true, false }, { "=", false, true, false },
		      { "<", true, false, false },  { ">", false, false, true } };
	struct expr *e = make(p, EXPR_BINARY);

	e->op = EXPR_COMPARE;
	e->a = parse_operand(p);
	if (!e->a)
		return NULL;
	for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++)
		if (take(p, marks[k].mark)) {
			e->less = marks[k].less;
			e->equal = marks[k].equal;
			e->greater = marks[k].greater;
			e->b = parse_operand(p);
			return e->b ? e : NULL;
		}
	return fail(p, p->at, "a comparison is missing here: = != < <= > or >=");
}

static const struct expr *parse_condition(struct parser *p);

static const struct expr *parse_not(struct parser *p)
{
	const struct expr *e;

	if (!enter(p))
		return NULL;
	if (take_word(p, "not")) {
		struct expr *no = make(p, EXPR_NOT);

		no->a = parse_not(p);
		e = no->a ? no : NULL;
	} else if (take(p, "(")) {
		e = parse_condition(p);
		if (e && !take(p, ")"))
			e = fail(p, p->at, "a ) is missing here");
	} else {
		e = parse_comparison(p);
	}
	p->depth--;
	return e;
}

/* Things of the same strength, from the left. */
static const struct expr *parse_chain(struct parser *p, const struct expr *(*part)(struct parser *),
                                      bool (*mark)(struct parser *, enum expr_op *))
{
	const struct expr *left = part(p);
	enum expr_op op;

	while (left && mark(p, &op)) {
		struct expr *e = make(p, EXPR_BINARY);

		e->op = op;
		e->a = left;
		e->b = part(p);
		left = e->b ? e : NULL;
	}
	return left;
}

static bool mark_and(struct parser *p, enum expr_op *op)
{
	*op = EXPR_AND;
	return take_word(p, "and");
}

static bool mark_or(struct parser *p, enum expr_op *op)
{
	*op = EXPR_OR;
	return take_word(p, "or");
}

static const struct expr *parse_and(struct parser *p)
{
	return parse_chain(p, parse_not, mark_and);
}

static const struct expr *parse_condition(struct parser *p)
{
	return parse_chain(p, parse_and, mark_or);
}

/* A function by its name; *percent of pNN. */
static const struct expr_function *find_function(struct str name, unsigned *percent)
{
	uint64_t n;

	*percent = str_is(name, "median") ? 50 : 0;
	for (const struct expr_function *f = expr_functions; f->name; f++) {
		if (str_is(f->name[1] ? name : (struct str){ 0 }, f->name))
			return f;
		if (!f->name[1] && name.n > 1 && name.p[0] == 'p' &&
		    num_parse_count((struct str){ name.p + 1, name.n - 1 }, 99, &n) && n > 0) {
			*percent = (unsigned)n;
			return f;
		}
	}
	return NULL;
}

static bool parse_window(struct parser *p, struct expr *e)
{
	size_t from = p->at;
	uint64_t days;

	while (p->at < p->text.n && is_digit(p->text.p[p->at]))
		p->at++;
	if (!num_parse_count((struct str){ p->text.p + from, p->at - from }, 36500, &days) ||
	    !days || !take(p, "d")) {
		fail(p, from, "a window such as 365d is missing here");
		return false;
	}
	e->days = (int32_t)days;
	return true;
}

static const struct expr *parse_aggregate(struct parser *p)
{
	struct expr *e = make(p, EXPR_AGGREGATE);
	struct str name = word_here(p), column;
	size_t from = p->at;

	e->function = find_function(name, &e->percent);
	if (!e->function)
		return fail(p, from, "not a function: count sum mean min max sd median p90 first last mode distinct share days_since or slope");
	p->at += name.n;
	if (!take(p, "("))
		return fail(p, p->at, "a ( is missing here");
	column = word_here(p);
	if (column.n && !find_column(p, column, &e->column))
		return NULL;
	if (!column.n && e->function->needs_column)
		return fail(p, p->at, "a column is missing here");
	p->at += column.n;
	if (take(p, "[")) {
		e->a = parse_condition(p);
		if (!e->a)
			return NULL;
		if (!take(p, "]"))
			return fail(p, p->at, "a ] is missing here");
	}
	if (!take(p, ")"))
		return fail(p, p->at, "a ) is missing here");
	if (take(p, "@") && !parse_window(p, e))
		return NULL;
	return e;
}

static const struct expr *parse_sum(struct parser *p);

static const struct expr *parse_factor(struct parser *p)
{
	const struct expr *e;
	char c;

	if (!enter(p))
		return NULL;
	skip_blanks(p);
	c = p->at < p->text.n ? p->text.p[p->at] : '\0';
	if (take(p, "-")) {
		struct expr *minus = make(p, EXPR_NEGATIVE);

		minus->a = parse_factor(p);
		e = minus->a ? minus : NULL;
	} else if (take(p, "(")) {
		e = parse_sum(p);
		if (e && !take(p, ")"))
			e = fail(p, p->at, "a ) is missing here");
	} else if (is_digit(c)) {
		e = parse_number(p);
	} else if (word_here(p).n) {
		e = parse_aggregate(p);
	} else {
		e = fail(p, p->at, "a function or a number is missing here");
	}
	p->depth--;
	return e;
}

static bool mark_product(struct parser *p, enum expr_op *op)
{
	*op = EXPR_TIMES;
	if (take(p, "*"))
		return true;
	*op = EXPR_DIVIDE;
	return take(p, "/");
}

static bool mark_sum(struct parser *p, enum expr_op *op)
{
	*op = EXPR_ADD;
	if (take(p, "+"))
		return true;
	*op = EXPR_SUBTRACT;
	return take(p, "-");
}

static const struct expr *parse_product(struct parser *p)
{
	return parse_chain(p, parse_factor, mark_product);
}

static const struct expr *parse_sum(struct parser *p)
{
	return parse_chain(p, parse_product, mark_sum);
}

const struct expr *expr_parse(struct arena *keep, struct str text, bool aggregates,
                              struct expr_columns *columns, struct expr_problem *problem)
{
	struct parser p = { .keep = keep, .text = text, .columns = columns, .problem = problem };
	const struct expr *e;

	*problem = (struct expr_problem){ 0 };
	e = aggregates ? parse_sum(&p) : parse_condition(&p);
	skip_blanks(&p);
	if (e && p.at < text.n)
		return fail(&p, p.at, "this is too much");
	return e;
}
