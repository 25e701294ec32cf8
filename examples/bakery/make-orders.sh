#!/bin/sh
# make-orders - invents fourteen months of a bakery's till, with the dirt that such files have.
# Writes till-export.csv (to the end of October), till-november.csv (the month after, with new customers) and
# customers.tsv (what the loyalty card form asked). The same bytes on every machine: no clock, own random numbers.
LC_ALL=C exec awk '
function rnd(n) { # 0 to n - 1 (Park and Miller, 1988)
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

function date(day,   n, m, y) { # days since 2024-09-01, as the till writes it
	y = 2024; m = 9; n = split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
	while (day >= length_of[m]) {
		day -= length_of[m]
		if (++m > n) { m = 1; y++ }
	}
	return sprintf("%02d/%02d/%d", day + 1, m, y)
}

function money(cents) {
	return sprintf("%s%d.%02d", cents < 0 ? "-" : "", (cents < 0 ? -cents : cents) / 100, (cents < 0 ? -cents : cents) % 100)
}

function line(receipt, who, day, item, n, place,   total, text) {
	text = name[item] ~ /,/ ? "\"" name[item] "\"" : name[item]
	total = rnd(250) == 0 ? "N/A" : money(n * price[item])
	if (rnd(40) == 0 && who != "")
		who = "  " who " "
	printf "%s,%s,%s,%s,%s,%d,%s,%s,%s\r\n", receipt, who, date(day), text, category[item], n, money(price[item]), total, place >file
}

# One visit: a receipt of one to three lines, now and then brought back.
function visit(who, day, kind,   receipt, lines, item, n, first, many, place) {
	receipt = "R" (10000 + ++receipts)
	first = kind == "cake" ? 7 : kind == "web" ? 9 : kind == "cafe" ? 11 : 1
	many = kind == "cake" ? 2 : kind == "web" ? 2 : kind == "cafe" ? 3 : 6
	place = kind == "web" ? "web shop" : kind == "cafe" ? "caf\303\251" : "counter"
	lines = kind == "cake" ? 1 : 1 + rnd(3)
	while (lines--) {
		item = first + rnd(many)
		n = kind == "cake" || rnd(3) ? 1 : 1 + rnd(4)
		line(receipt, who, day, item, n, place)
		if (rnd(90) == 0)
			line("R" (10000 + ++receipts), who, day, item, -1, place)
	}
}

function header(to) {
	file = to
	printf "\357\273\277Receipt,Customer,Date,Item,Category,Quantity,Unit price,Total,Till\r\n" >file
}

function sell(item, of, cents) {
	name[++items] = item
	category[items] = of
	price[items] = cents
}

BEGIN {
	seed = 20251031
	sell("Sourdough, large", "Bread", 560); sell("Rye, sliced", "Bread", 420); sell("Baguette", "Bread", 190)
	sell("Croissant", "Pastry", 170); sell("Pain au chocolat", "Pastry", 210); sell("6\" quiche", "Savoury", 1200)
	sell("9\" tart", "Cakes", 1850); sell("Birthday cake, 12 slices", "Cakes", 4200)
	sell("Coffee beans, 250 g", "Shop", 980); sell("Gift box \"Aachen\", small", "Shop", 2400)
	sell("Espresso", "Caf\303\251", 220); sell("Flat white", "Caf\303\251", 320); sell("Lemonade", "Caf\303\251", 290)
	gsub(/"/, "\"\"", name[10]) # this one stands in quotes

	# Five kinds of customers; in 10,000 days each comes so often.
	split("cafe bread cake web bread", kind_of, " ")
	split("500 210 60 95 150", often, " ")
	split("45 85 100 45 45", many, " ")
	split("18-34 35-54 55+", band, " ")
	split("DE DE DE DE NL NL BE", country, " ")
	print "customer_id\tcountry\tage_band" >"customers.tsv"
	for (k = 1; k <= 5; k++)
		for (i = 0; i < many[k]; i++) {
			kind[++customers] = k
			begins[customers] = rnd(k == 5 ? 60 : 300)
			ends[customers] = k == 5 ? 120 + rnd(80) : 9999 # the last kind stays away since spring
		}
	for (c = 1; c <= customers + 30; c++)
		printf "B%04d\t%s\t%s\n", c, country[1 + rnd(7)], band[1 + (kind[c] == 1 ? rnd(2) : rnd(3))] >"customers.tsv"

	header("till-export.csv")
	for (day = 0; day < 426; day++) {
		for (c = 1; c <= customers; c++)
			if (day >= begins[c] && day <= ends[c] && rnd(10000) < often[kind[c]])
				visit(sprintf("B%04d", c), day, kind_of[kind[c]])
		if (rnd(2)) # somebody without a card
			visit("", day, rnd(2) ? "cafe" : "bread")
		if (day == 17)
			printf "\r\n" >file
		if (day == 101 || day == 222 || day == 303) # the till was switched off in the middle of a line
			printf "R%d,B%04d,%s\r\n", 10000 + ++receipts, 1 + rnd(customers), date(day) >file
		if (day == 260) # a quote that nobody closed
			printf "R%d,B0100,%s,\"Carrot cake,Cakes,1,26.00,26.00,counter\r\n", 10000 + ++receipts, date(day) >file
		if (day == 271) # a day that is none
			printf "R%d,B0101,31/06/2025,Baguette,Bread,1,1.90,1.90,counter\r\n", 10000 + ++receipts >file
	}

	header("till-november.csv")
	for (day = 426; day < 456; day++)
		for (c = customers + 1; c <= customers + 30; c++)
			if (rnd(100) < (c % 3 ? 4 : 14))
				visit(sprintf("B%04d", c), day, kind_of[1 + c % 4])
}'
