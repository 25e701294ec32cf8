/* types - what a cell may hold, and the one form it is written in. */
#ifndef SEG_CLEAN_TYPES_H
#define SEG_CLEAN_TYPES_H

#include "day.h"
#include "exact.h"

struct step;
struct cleaning;

/* A cell on its way. */
struct value {
	struct str text;      /* as it came, then in clean form */
	struct exact amount;  /* of a number */
	struct moment moment; /* of a date or a time */
	bool has_amount, has_moment;
	bool bad; /* a step found it wrong: later ones leave it alone */
};

struct type {
	const char *name, *help;
	bool dates;     /* takes a date order as its argument; has_moment will be set */
	bool amounts;   /* takes a decimal mark as its argument; has_amount will be set */
	bool countries; /* takes a country as its argument, in the step's `own` */
	/* Brings a value that is not missing into clean form; NULL, or what is wrong with it. New text goes to
	 * row_room. */
	const char *(*read)(struct cleaning *row, const struct step *s, struct value *v);
};

#define TYPE_TEXT_MOST 64 /* bytes that most types make at most */

extern const struct type types[];
extern const size_t type_count;
const struct type *type_find(struct str name);

/* Of contacts.c. */
const char *read_email(struct cleaning *row, const struct step *s, struct value *v);
const char *read_phone(struct cleaning *row, const struct step *s, struct value *v);
const char *read_postcode(struct cleaning *row, const struct step *s, struct value *v);
struct country;
const struct country *country_find(struct str name); /* by its two letters, or NULL */

/* Of numbers.c. */
const char *read_integer(struct cleaning *row, const struct step *s, struct value *v);
const char *read_number(struct cleaning *row, const struct step *s, struct value *v);
const char *read_money(struct cleaning *row, const struct step *s, struct value *v);

#endif
