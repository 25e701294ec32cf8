/* html - pages that are complete in themselves and run nothing. */
#include "html.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>

#include "num.h"
#include "text.h"

#define HASH_TEXT                                                                                  \
	sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)

void html_text(struct buf *b, struct str data)
{
	struct buf clean = { 0 };

	text_clean(&clean, data);
	for (size_t i = 0; i < clean.n; i++) {
		switch (clean.p[i]) {
		case '&':
			buf_text(b, "&amp;");
			break;
		case '<':
			buf_text(b, "&lt;");
			break;
		case '>':
			buf_text(b, "&gt;");
			break;
		case '"':
			buf_text(b, "&quot;");
			break;
		case '\'':
			buf_text(b, "&#39;");
			break;
		default:
			buf_char(b, clean.p[i]);
		}
	}
	buf_release(&clean);
}

void html_attribute(struct buf *b, const char *name, struct str data)
{
	buf_printf(b, " %s=\"", name);
	html_text(b, data);
	buf_char(b, '"');
}

/* 62.5, 3, -0.4; never -0 */
static void put_decimal(struct buf *b, double x)
{
	char text[NUM_TEXT];

	x = (double)(int64_t)(x * 10 + (x < 0 ? -0.5 : 0.5)) / 10;
	buf_bytes(b, text, num_print(text, x));
}

void html_put(struct buf *b, const char *markup, ...)
{
	const char *percent;
	va_list args;

	va_start(args, markup);
	for (; (percent = strchr(markup, '%')); markup = percent) {
		buf_bytes(b, markup, (size_t)(percent - markup));
		percent++;
		if (*percent == 's') {
			html_text(b, str_of(va_arg(args, const char *)));
			percent++;
		} else if (*percent == 'u') {
			buf_int(b, va_arg(args, unsigned));
			percent++;
		} else if (strncmp(percent, "zu", 2) == 0) {
			buf_int(b, (int64_t)va_arg(args, size_t));
			percent += 2;
		} else if (strncmp(percent, ".1f", 3) == 0) {
			put_decimal(b, va_arg(args, double));
			percent += 3;
		} else if (*percent == '%') {
			buf_char(b, '%');
			percent++;
		} else {
			abort(); /* a mistake of the programmer's */
		}
	}
	va_end(args);
	buf_text(b, markup);
}

void html_open(struct buf *b, const char *title, const char *style)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hash_text[HASH_TEXT];

	crypto_hash_sha256(hash, (const unsigned char *)style, strlen(style));
	sodium_bin2base64(hash_text, sizeof(hash_text), hash, sizeof(hash),
	                  sodium_base64_VARIANT_ORIGINAL);
	buf_text(b, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
	buf_printf(b,
	           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	           "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
	           hash_text);
	html_put(b,
	         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	         "<meta name=\"color-scheme\" content=\"light dark\">\n"
	         "<meta name=\"referrer\" content=\"no-referrer\">\n"
	         "<title>%s</title>\n",
	         title);
	buf_text(b, "<style>");
	buf_text(b, style);
	buf_text(b, "</style>\n</head>\n<body>\n");
}

void html_close(struct buf *b)
{
	buf_text(b, "</body>\n</html>\n");
}
