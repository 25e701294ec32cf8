/* expr - the one expression language: what is asked of many rows, as one value.
 * Floor 3. Text to a tree that lives in the caller's arena, and (expr_value.h) a tree and rows to a value.
 *     sum(amount) / count()                     numbers with + - * / and ( )
 *     count([amount >= 100 and not kind = "refund"])@365d
 *     p90(amount[category = "tea"])             a column, a condition in [ ], the last days after @
 * Cells that both read as numbers compare as numbers, others by their bytes; = < > <= >= != and or not ( ). A missing
 * cell equals "" and compares with nothing else. */
#ifndef SEG_EXPR_H
#define SEG_EXPR_H

#include <stdint.h>

#include "arena.h"
#include "exact.h"

#define EXPR_COLUMNS 16 /* different columns in one expression */
#define EXPR_DEPTH 64   /* of brackets in brackets */

enum expr_kind {
	EXPR_NUMBER,    /* number */
	EXPR_TEXT,      /* text */
	EXPR_COLUMN,    /* column: the cell of a row */
	EXPR_AGGREGATE, /* function of the rows that `a` (a condition, or NULL) holds for */
	EXPR_NEGATIVE,  /* -a */
	EXPR_NOT,       /* not a */
	EXPR_BINARY     /* a op b */
};

/* Comparisons are made of three: less, equal, greater. */
enum expr_op { EXPR_ADD, EXPR_SUBTRACT, EXPR_TIMES, EXPR_DIVIDE, EXPR_AND, EXPR_OR, EXPR_COMPARE };

struct expr {
	enum expr_kind kind;
	enum expr_op op;
	bool less, equal, greater; /* of EXPR_COMPARE: when it is true */
	const struct expr *a, *b;
	struct exact number;
	struct str text;
	const struct expr_function *function;
	unsigned percent; /* of pNN */
	size_t column;    /* among expr_columns; SIZE_MAX: an aggregate of rows */
	int32_t days;     /* window: rows of the last `days` days; 0: all */
};

struct expr_columns {
	struct str name[EXPR_COLUMNS];
	size_t n;
};

struct expr_problem {
	size_t at; /* byte of the text, from 0 */
	const char *what;
};

/* NULL and *problem when the text is no expression. Columns are added to *columns, each once. `aggregates` asks for a
 * value of all rows: a column stands inside a function; without it the tree is a condition on one row. */
const struct expr *expr_parse(struct arena *keep, struct str text, bool aggregates,
                              struct expr_columns *columns, struct expr_problem *problem);

#endif
