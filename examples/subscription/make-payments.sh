#!/bin/sh
# make-payments - invents twenty months of a coffee club: its card payments, and what members said when they joined.
# Writes payments.csv and members.tsv. The same bytes on every machine: no clock, own random numbers.
LC_ALL=C exec awk '
function rnd(n) { # 0 to n - 1 (Park and Miller, 1988)
	seed = (seed * 16807) % 2147483647
	return int(seed / 2147483647 * n)
}

function date(month, day) { # months since January 2024
	return sprintf("%d-%02d-%02d", 2024 + int(month / 12), month % 12 + 1, day)
}

function pay(who, month, day, what, cents) {
	printf "P%05d,%s,%s,%s,%d.%02d\n", 10000 + ++payments, who, date(month, day), what, cents / 100, cents % 100 >"payments.csv"
}

# A member pays every month until leaving; who buys extra bags leaves less, who joined lately leaves more.
function live(who, joined,   month, day, extras, price, leaves) {
	day = 1 + rnd(28)
	extras = rnd(4)
	price = rnd(3) ? 1490 : 2490
	for (month = joined; month < MONTHS; month++) {
		if (rnd(12) == 0 && month > joined)
			continue # a month that was skipped
		pay(who, month, day, price > 2000 ? "Large box" : "Small box", price)
		if (extras && rnd(8) < extras)
			pay(who, month, 1 + rnd(28), "Extra bag", 890)
		leaves = 9 - 2 * extras + (month - joined < 4 ? 8 : 0)
		if (leaves > 0 && rnd(100) < leaves)
			return
	}
}

function member(who) {
	printf "%s\t%s\t%s\n", who, region[rnd(4) + 1], age[rnd(3) + 1] >"members.tsv"
}

BEGIN {
	seed = 20250930
	MONTHS = 21
	split("North East South West", region, " ")
	split("under_35 35_to_54 55_and_over", age, " ")
	print "Payment,Member,Date,What,Amount" >"payments.csv"
	print "customer_id\tregion\tage_band" >"members.tsv"
	for (m = 1; m <= 900; m++) {
		who = sprintf("M%04d", m)
		member(who)
		live(who, m <= 220 ? 0 : 1 + rnd(MONTHS - 1))
	}
}'
