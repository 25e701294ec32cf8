/* currency - the signs and codes of currencies beside amounts. */
#ifndef SEG_CLEAN_CURRENCY_H
#define SEG_CLEAN_CURRENCY_H

#include "str.h"

#define CURRENCIES_MOST 8
#define CURRENCY_BYTES 4 /* a sign in UTF-8, or three letters, and the end */

/* Different ones in byte order; of more than CURRENCIES_MOST the first. { 0 } has none. */
struct currencies {
	char name[CURRENCIES_MOST][CURRENCY_BYTES];
	size_t n;
};

/* Which stand beside the amounts of a column. $ and USD may be one, and so are never compared. */
struct currencies_seen {
	struct currencies signs, codes;
};

/* Takes a sign or a three-letter code, perhaps US$ and the like, off one end of s; true when there was one. */
bool currency_take(struct str *s, struct currencies_seen *seen);

void currencies_merge(struct currencies_seen *all, const struct currencies_seen *one);

#endif
