/* state - the counts as rows, for --partial and --merge. */
#include "state.h"

#include <sodium.h>

#include "layout.h"
#include "num.h"
#include "plan.h"

#define KEY 0
#define TAG 1
#define DIGEST 2
#define COUNT 3
#define VALUES 4 /* the first of them */

/* Two values at least, for the accounting row. */
static size_t values_of(const struct count *c)
{
	size_t most = 2;

	for (size_t k = 0; k < c->shape.tables; k++)
		if (c->shape.table[k].ways > most)
			most = c->shape.table[k].ways;
	return most;
}

const char *state_columns(struct count *c)
{
	struct buf b = { 0 };
	const char *names;

	buf_text(&b, "key,tag,digest,count");
	for (size_t i = 0; i < values_of(c); i++)
		buf_printf(&b, ",value%zu", i + 1);
	names = arena_str(&c->keep, buf_view(&b)).p;
	buf_release(&b);
	return names;
}

/* Which of the roles that are easily changed for each other a column has. */
static const char *role_of(const struct count *c, size_t column)
{
	return column == c->outcome  ? "outcome"
	       : column == c->label  ? "label"
	       : column == c->weight ? "weight"
	                             : "";
}

/* Of everything that decides what the rows of a state mean. */
void state_digest(struct count *c)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct buf b = { 0 };

	buf_text(&b, STATE_TAG);
	for (size_t k = 0; k < c->shape.tables; k++) {
		const struct tally_table *of = &c->shape.table[k];

		buf_printf(&b, "\n%s\t", c->table[k].tag);
		buf_str(&b, c->table[k].group_by);
		for (size_t w = c->table[k].depth; w < of->ways; w++) {
			buf_printf(&b, "\t%s ", role_of(c, of->column[w]));
			buf_str(&b, c->name[of->column[w]]);
		}
	}
	crypto_hash_sha256(hash, (const unsigned char *)b.p, b.n);
	for (size_t i = 0; i < COUNT_DIGEST; i++)
		c->digest[i] = "0123456789abcdef"[hash[i / 2] >> (i % 2 ? 0 : 4) & 15];
	buf_release(&b);
}

static bool read_count(uint64_t *out, struct str cell, size_t line, struct fault *fault)
{
	if (num_parse_count(cell, TALLY_MOST, out))
		return true;
	fault_set(fault, line, "count", "not a count of rows: the state is damaged");
	return false;
}

static size_t find_table(const struct count *c, struct str key, struct str tag)
{
	for (size_t k = 0; k < c->shape.tables; k++)
		if (str_eq(c->table[k].group_by, key) && str_is(tag, c->table[k].tag))
			return k;
	return COUNT_NONE;
}

/* The tag, or one of a kind of table. */
static bool is_ours(struct str tag)
{
	size_t n = strlen(STATE_TAG);

	return tag.n >= n && memcmp(tag.p, STATE_TAG, n) == 0 && (tag.n == n || tag.p[n] == '.');
}

bool state_read(struct state_row *out, const struct count *c, const struct row *row, size_t line,
                struct fault *fault)
{
	struct str key = row_cell(row, KEY), digest = { c->digest, COUNT_DIGEST };

	*out = (struct state_row){ .table = COUNT_NONE };
	if (!is_ours(row_cell(row, TAG))) {
		fault_set(fault, line, "tag", "not a state of this version (%s)", STATE_TAG);
		return false;
	}
	if (!str_eq(row_cell(row, DIGEST), digest)) {
		fault_set(fault, line, "digest",
		          "the state was made with other columns or another --intersect");
		return false;
	}
	if (!key.n)
		return read_count(&out->seen, row_cell(row, COUNT), line, fault) &&
		       read_count(&out->used, row_cell(row, VALUES), line, fault) &&
		       read_count(&out->dropped, row_cell(row, VALUES + 1), line, fault);
	out->table = find_table(c, key, row_cell(row, TAG));
	if (out->table == COUNT_NONE) {
		fault_set(fault, line, "key", "no group column of that name: the state is damaged");
		return false;
	}
	for (size_t i = 0; i < c->shape.table[out->table].ways; i++) {
		out->cell[i] = row_cell(row, VALUES + i);
		if (plan_number_problem(c, c->shape.table[out->table].column[i], out->cell[i])) {
			fault_set(fault, line, "value", "not a number: the state is damaged");
			return false;
		}
	}
	return read_count(&out->count, row_cell(row, COUNT), line, fault);
}

static void put_start(struct buf *b, const struct count *c, struct str key, const char *tag, uint64_t count)
{
	cell_put(b, key, true);
	buf_printf(b, "\t%s\t%.*s\t%llu", tag, COUNT_DIGEST, c->digest, (unsigned long long)count);
}

static void put_account(struct buf *b, const struct count *c, size_t values)
{
	put_start(b, c, (struct str){ 0 }, STATE_TAG, c->seen);
	buf_printf(b, "\t%llu\t%llu", (unsigned long long)c->used, (unsigned long long)c->dropped);
	for (size_t i = 2; i < values; i++)
		buf_text(b, "\t\\N");
	buf_char(b, '\n');
}

void state_put(struct buf *b, const struct count *c)
{
	size_t values = values_of(c);

	if (c->accounted)
		put_account(b, c, values);
	for (size_t k = 0; k < c->shape.tables; k++) {
		const struct tally_table *of = &c->shape.table[k];
		const struct tally_cells *cells = &c->tally.cells[k];

		for (size_t i = 0; i < cells->n; i++) {
			put_start(b, c, c->table[k].group_by, c->table[k].tag, cells->count[i]);
			for (size_t w = 0; w < values; w++) {
				struct str value = { 0 };

				if (w < of->ways)
					value = c->tally.values[of->column[w]]
					                .name[cells->value[i * of->ways + w]];
				buf_char(b, '\t');
				cell_put(b, value, true);
			}
			buf_char(b, '\n');
		}
	}
}
