/* day - civil dates and times as numbers.
 * Floor 0. Proleptic Gregorian calendar, years 1 to 9999; no time zones, no clock, no leap seconds. */
#ifndef SEG_DAY_H
#define SEG_DAY_H

#include <stdint.h>

#include "str.h"

#define DAY_TEXT 10  /* bytes of 2026-11-21 */
#define TIME_TEXT 27 /* at most, of 2026-11-21T17:30:00+05:30 and some room */

/* A moment as the shop's clock showed it. */
struct moment {
	int32_t day;     /* days since 1970-01-01, as written: never moved by the offset */
	int32_t second;  /* of that day; -1 when only a date was written */
	int16_t offset;  /* minutes east of UTC, when one was written */
	bool has_offset; /* Z counts as offset 0 */
};

enum day_order { DAY_YMD, DAY_DMY, DAY_MDY };

/* Days since 1970-01-01, or false when there is no such day (Hinnant, chrono-compatible algorithms, 2013). */
bool day_from_civil(int year, int month, int day, int32_t *out);
void day_to_civil(int32_t days, int *year, int *month, int *day);

/* 2026-11-21, the only form seg-tsv has. */
bool day_parse_iso(struct str text, int32_t *out);

/* 2026-11-21 or 2026-11-21T17:30:00 (or a blank for T, or without seconds), then Z, +05:30, +0530 or nothing.
 * A fraction of a second is read and dropped. */
bool day_parse_moment(struct str text, struct moment *out);

/* As day_parse_moment, with less work for a text of the same day as the one before, as most are in the order of time.
 * A zero struct remembers none. */
struct day_memory {
	uint64_t head; /* 2026-11- */
	uint16_t tail; /* 21 */
	int32_t day;
};
bool day_parse_next(struct str text, struct day_memory *last, struct moment *out);

/* Dates of hand-made files in the order given: parts of 1 to 4 digits parted by - / or ., a four-digit year, or eight
 * digits without marks; months may be English names (21 Nov 2026, Nov 21, 2026). A time may follow, as above or with
 * am and pm. Two-digit years are refused. */
bool day_parse(struct str text, enum day_order order, struct moment *out);

size_t day_print(char *out, int32_t day);                   /* writes DAY_TEXT bytes, no NUL */
size_t day_print_moment(char *out, const struct moment *m); /* ISO 8601, at most TIME_TEXT bytes */

#endif
