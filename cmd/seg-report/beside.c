/* beside - the files that stand beside the customers. */
#include "beside.h"

#include "day.h"
#include "diag.h"

#define LONG (18 * 31) /* days, beyond which months become quarters */

static void read_orders(struct beside *b, struct settings *set, const struct beside_asked *asked,
                        const struct frame *customers, const struct census *census,
                        const struct tool *tool)
{
	struct purchases *p = &b->orders;
	struct purchases_options o = { .path = asked->orders,
		                       .id = input_column(customers->in, asked->id),
		                       .id_name = asked->id,
		                       .has_as_of = asked->as_of != NULL,
		                       .as_of = asked->as_of ? tool_day("as-of", asked->as_of) : 0,
		                       .progress = tool->progress,
		                       .threads = tool->threads };
	char day[DAY_TEXT + 1] = { 0 };

	purchases_read(p, customers, &o);
	b->has_orders = true;
	set->cohort = period_kind_find(asked->cohort                       ? asked->cohort
	                               : p->last_day - p->first_day > LONG ? "quarter"
	                                                                   : "month");
	if (!timeline_take(&b->timeline, &b->keep, p,
	                   &(struct timeline_options){ .cohort = set->cohort,
	                                               .group_of = census->group_of,
	                                               .groups = census->groups,
	                                               .span = REPORT_SPAN,
	                                               .least = REPORT_FOLLOWED,
	                                               .threads = tool->threads }))
		die(STATUS_INPUT, "%s: orders are too large to be added up", asked->orders);
	if (p->rows > p->later && !asked->as_of) {
		day_print(day, p->last_day);
		note("orders as of %s, the last date in them (--as-of chooses another)", day);
	}
	if (p->later)
		warn("%s: %llu of %llu rows are after --as-of=%s: left out", asked->orders,
		     (unsigned long long)p->later, (unsigned long long)p->rows, asked->as_of);
	if (asked->as_of && census->has_span && census->last_day > o.as_of) {
		day_print(day, census->last_day);
		warn("%s: last_order: orders up to %s, after --as-of=%s: what is said of customers "
		     "is of a later day than what is said of orders; seg-features --as-of=%s makes "
		     "them one",
		     frame_place(customers, 0, SIZE_MAX).file, day, asked->as_of, asked->as_of);
	}
	if (p->strangers)
		note("%s: %llu rows of customers who are not in the report are left out",
		     asked->orders, (unsigned long long)p->strangers);
}

static void read_side(struct beside_file *s, const char *path, bool hand_made, const struct tool *tool)
{
	if (!path)
		return;
	s->path = (char *)path;
	if (hand_made)
		input_open_hand_made(&s->in, &s->path);
	else
		input_open(&s->in, &s->path, 1, NULL, PROGRESS_NEVER);
	frame_load(&s->frame, &s->in, tool->threads);
	s->given = true;
}

static void release_side(struct beside_file *s)
{
	if (!s->given)
		return;
	frame_release(&s->frame);
	input_close(&s->in);
}

void beside_read(struct beside *b, struct settings *set, const struct beside_asked *asked,
                 const struct frame *customers, const struct census *census, const struct tool *tool)
{
	*b = (struct beside){ 0 };
	if (asked->orders)
		read_orders(b, set, asked, customers, census, tool);
	else if (asked->cohort || asked->as_of)
		die_usage("--%s says how orders are looked at: it needs --orders",
		          asked->cohort ? "cohort" : "as-of");
	for (size_t i = 0; i < SIDES; i++)
		read_side(&b->side[i], asked->side[i], i == SIDE_ACTIONS || i == SIDE_COSTS, tool);
}

struct sources beside_sources(const struct beside *b, const struct census *census,
                              const struct frame *customers, const struct own_kpis *own)
{
	struct sources s = { .census = census,
		             .customers = customers,
		             .own_kpis = own,
		             .orders = b->has_orders ? &b->orders : NULL,
		             .timeline = b->has_orders ? &b->timeline : NULL };

	for (size_t i = 0; i < SIDES; i++)
		s.side[i] = b->side[i].given ? &b->side[i].frame : NULL;
	return s;
}

void beside_release(struct beside *b)
{
	for (size_t i = 0; i < SIDES; i++)
		release_side(&b->side[i]);
	purchases_release(&b->orders);
	arena_release(&b->keep);
}
