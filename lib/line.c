/* line - one row of a customer, and the bytes it is kept as. */
#include "line.h"

#include "exact.h"
#include "varint.h"

/* The first byte says what follows: two bits each for the kind, the order and the sizes of amount and quantity. */
enum size { SIZE_NONE, SIZE_SHORT, SIZE_LONG, SIZE_WIDE };
#define MARK 3 /* instead of a kind */
#define CENT (EXACT_ONE / 100)
#define DAYS_NEAR 16384 /* days from 1992 to 2037 take two bytes */
#define MOST 40         /* bytes of a line without its texts: 1 + 5 + 10 + 5 + 16 and less */

/* Small numbers of either sign as small ones without. */
static uint64_t zigzag(int64_t x)
{
	return (uint64_t)x << 1 ^ (uint64_t)(x >> 63);
}

static int64_t unzigzag(uint64_t x)
{
	return (int64_t)(x >> 1) ^ -(int64_t)(x & 1);
}

static struct str get_text(const char **p)
{
	struct str s;

	s.n = varint_take(p);
	s.p = *p;
	*p += s.n;
	return s;
}

const char *line_kind_fault(struct str kind, __int128 amount)
{
	if (!kind.n || str_is(kind, "sale"))
		return NULL;
	if (!str_is(kind, "refund"))
		return "neither sale nor refund";
	return amount > 0 ? "its amount is above zero, but what is given back is negative" : NULL;
}

void line_set_order(struct line *l, struct str id)
{
	uint64_t number = 0;
	size_t i = 0;

	l->number = 0;
	l->order = id.n ? LINE_TEXT : LINE_DAY;
	l->text = id;
	if (!id.n || id.n > 18 || (id.p[0] == '0' && id.n > 1)) /* a leading zero is another id */
		return;
	for (; i < id.n && id.p[i] >= '0' && id.p[i] <= '9'; i++)
		number = number * 10 + (uint64_t)(id.p[i] - '0');
	if (i < id.n)
		return;
	l->order = LINE_NUMBER;
	l->number = number;
	l->text = (struct str){ 0 };
}

int line_order_cmp(const struct line *a, const struct line *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	if (a->order == LINE_DAY)
		return (a->day > b->day) - (a->day < b->day);
	if (a->order == LINE_NUMBER)
		return (a->number > b->number) - (a->number < b->number);
	return str_cmp(a->text, b->text);
}

/* SHORT: whole `unit`s; LONG: units of struct exact that fit 64 bits; WIDE: any. */
static enum size size_of(__int128 x, int64_t unit)
{
	if (x != (int64_t)x)
		return SIZE_WIDE;
	return (int64_t)x % unit == 0 ? SIZE_SHORT : SIZE_LONG;
}

static char *put_decimal(char *p, __int128 x, enum size size, int64_t unit)
{
	if (size == SIZE_WIDE) {
		memcpy(p, &x, sizeof(x));
		return p + sizeof(x);
	}
	return varint_put(p, zigzag(size == SIZE_SHORT ? (int64_t)x / unit : (int64_t)x));
}

static __int128 get_decimal(const char **p, enum size size, int64_t unit)
{
	__int128 x;

	if (size == SIZE_WIDE) {
		memcpy(&x, *p, sizeof(x));
		*p += sizeof(x);
		return x;
	}
	x = unzigzag(varint_take(p));
	return size == SIZE_SHORT ? x * unit : x;
}

void line_save(struct buf *b, const struct line_form *f, const struct line *l)
{
	enum size amount = size_of(l->amount, CENT), quantity = SIZE_NONE;
	char *p, *head;

	buf_reserve(b, MOST + 32);
	head = p = b->p + b->n;
	if (f->quantity && l->has_quantity)
		quantity = size_of(l->quantity, EXACT_ONE);
	*p++ = (char)((unsigned)l->kind | (unsigned)l->order << 2 | (unsigned)amount << 4 |
	              (unsigned)quantity << 6);
	p = varint_put(p, zigzag(l->day - DAYS_NEAR));
	if (l->order == LINE_NUMBER)
		p = varint_put(p, l->number);
	p = put_decimal(p, l->amount, amount, CENT);
	if (f->seconds)
		p = varint_put(p, (uint64_t)(l->second + 1));
	if (quantity)
		p = put_decimal(p, l->quantity, quantity, EXACT_ONE);
	b->n += (size_t)(p - head);
	for (size_t k = 0; k < f->texts + (l->order == LINE_TEXT); k++) {
		struct str text = k < f->texts ? l->cell[k] : l->text;

		buf_reserve(b, 10);
		b->n = (size_t)(varint_put(b->p + b->n, text.n) - b->p);
		buf_str(b, text);
	}
}

void line_load(const char **p, const struct line_form *f, struct line *l, struct str *cell)
{
	unsigned head = (unsigned char)*(*p)++;

	l->kind = (enum line_kind)(head & 3);
	l->order = (enum line_order)(head >> 2 & 3);
	l->day = (int32_t)unzigzag(varint_take(p)) + DAYS_NEAR;
	l->number = l->order == LINE_NUMBER ? varint_take(p) : 0;
	l->amount = get_decimal(p, (enum size)(head >> 4 & 3), CENT);
	l->second = f->seconds ? (int32_t)varint_take(p) - 1 : -1;
	l->has_quantity = head >> 6 != SIZE_NONE;
	l->quantity = l->has_quantity ? get_decimal(p, (enum size)(head >> 6), EXACT_ONE) : 0;
	l->cell = cell;
	for (size_t k = 0; k < f->texts; k++)
		cell[k] = get_text(p);
	if (l->order == LINE_TEXT)
		l->text = get_text(p);
	else
		l->text = (struct str){ 0 };
}

void line_save_mark(struct buf *b, size_t n)
{
	buf_reserve(b, 11);
	b->p[b->n++] = MARK;
	b->n = (size_t)(varint_put(b->p + b->n, n) - b->p);
}

bool line_load_mark(const char **p, size_t *n)
{
	if (((unsigned char)**p & 3) != MARK)
		return false;
	++*p;
	*n = varint_take(p);
	return true;
}
