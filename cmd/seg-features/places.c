/* places - which column of the input is what. */
#include "places.h"

void places_find(struct reader *r, const char *key, const struct options *opt)
{
	const struct input *in = r->in;
	const struct plan *p = r->plan;

	r->id = input_column(in, key);
	r->time = input_column(in, opt->time_arg);
	r->amount = input_column(in, opt->amount_arg);
	r->order = opt->order_given ? input_column(in, opt->order_arg) : input_find(in, opt->order_arg);
	r->kind = input_find(in, "kind");
	r->event = opt->event_given ? input_column(in, opt->event_arg) : SIZE_MAX;
	r->quantity = !p->form.quantity     ? SIZE_MAX
	              : opt->quantity_given ? input_column(in, opt->quantity_arg)
	                                    : input_find(in, opt->quantity_arg);
	for (size_t k = 0; k < p->form.texts; k++)
		r->text[k] = p->needed[k] ? input_column(in, p->text[k].p)
		                          : input_find(in, p->text[k].p);
}

void places_of_state(struct reader *r)
{
	r->id = 0;
	r->order = 4;
	r->time = 5;
	r->amount = 6;
	r->quantity = 7;
	r->kind = r->event = SIZE_MAX;
	for (size_t k = 0; k < r->plan->form.texts; k++)
		r->text[k] = 9 + k;
}
