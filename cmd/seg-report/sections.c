/* sections - what a report has, in the order it is read. */
#include "sections.h"

const struct section sections[] = {
	{ "findings", "Findings", "what stands out, three sentences at most", .front = true,
	  .after = true, .measure = findings_measure, .there = findings_there,
	  .text = findings_text, .html = findings_html },
	{ "overview", "Overview", "customers, revenue, orders, and who bought again", .front = true,
	  .measure = overview_measure, .there = overview_there, .text = overview_text,
	  .html = overview_html },
	{ "segments", "Segments", "size, value and typical customer of each segment",
	  .measure = segments_measure, .there = segments_there, .text = segments_text,
	  .html = segments_html },
	{ "concentration", "Concentration", "how much of the revenue the best customers bring",
	  .measure = concentration_measure, .there = concentration_there,
	  .text = concentration_text, .html = concentration_html },
	{ "methods", "Methods", "how it was computed, and what is not in it", .after = true,
	  .measure = methods_measure, .there = methods_there, .text = methods_text, .html = methods_html },
};
const size_t section_count = sizeof(sections) / sizeof(*sections);
