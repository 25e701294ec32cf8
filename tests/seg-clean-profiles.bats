#!/usr/bin/env bats
# seg-clean --profile: every header that was collected, and what the sample rows come out as.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	H=$SEG_DATA/exports/headers
}

# profile NAME FILE [OPTION...]: --profile=auto knows the file, and says so.
profile() {
	local name=$1 file=$2
	shift 2
	need_data "exports/headers/$file"
	call seg-clean --profile=auto --rejects=r.tsv "$@" "$H/$file"
	exits 0
	says_like ": the header is of $name \(--profile chooses\)$"
}

# What was rejected: line, column, rule, value.
rejected() {
	tail -n +2 r.tsv | cut -f2-5 | diff - <(tsv "$@" | grep .)
}

# Every name of a standard column is in the header that was written.
has() {
	local name
	for name; do
		head -1 "$OUT" | tr '\t' '\n' | grep -qx "$name" || fail "no column $name:" "$(head -1 "$OUT")"
	done
}

transactions='customer_id order_id order_date amount kind'

@test "every header line is known by its profile and gives the standard columns" {
	local file name columns
	while read -r file name columns; do
		profile "$name" "$file"
		# shellcheck disable=SC2086 # names
		has $columns
	done <<-END
		shopify-orders-79col.header.csv shopify-orders $transactions quantity product channel
		shopify-orders-2021.header.csv shopify-orders $transactions quantity product channel
		shopify-orders-reduced.sample.csv shopify-orders $transactions quantity product
		shopify-customers-current.header.csv shopify-customers customer_id email phone spend orders
		shopify-customers-older.header.csv shopify-customers customer_id email phone spend
		square-transactions-55col.header.csv square-transactions $transactions channel
		square-transactions-41col-2022.header.csv square-transactions order_id order_date amount kind channel
		square-transactions-2017.header.csv square-transactions $transactions channel
		square-items-35col-2026.header.csv square-items $transactions quantity product category channel
		square-items-33col-2025.header.csv square-items $transactions quantity product category channel
		square-items-2017.header.csv square-items $transactions quantity product category
		stripe-payments-all-columns.header.csv stripe-payments $transactions product
		stripe-payments-unified.sample.csv stripe-payments $transactions product
		stripe-customers.header.csv stripe-customers customer_id email spend
		woocommerce-advanced-order-export.header.csv woocommerce-orders $transactions quantity product
		woocommerce-import-export-suite.partial-header.csv woocommerce-orders $transactions
		hubspot-contacts.header.csv hubspot-contacts customer_id email
		hubspot-contacts.sample.csv hubspot-contacts customer_id email
		mailchimp-audience-old.header.csv mailchimp-audience customer_id email rating
		mailchimp-audience-old.sample.csv mailchimp-audience customer_id email rating
		mailchimp-audience-tags.sample.csv mailchimp-audience customer_id email rating
		zoho-contacts.sample.csv zoho-contacts customer_id email
		salesforce-contact-api.header.csv salesforce-contacts customer_id email
		salesforce-contact-fields.seen.csv salesforce-contacts customer_id email
		google-analytics-ua.sample.csv google-analytics page sessions
		google-analytics-4.sample.csv google-analytics page views
	END
}

@test "every header that was collected is in the test above, or no export" {
	need_data exports/headers
	local file
	for file in "$H"/*.csv; do
		file=$(basename "$file")
		case $file in
		import-* | google-analytics-ua-dutch-locale.sample.csv) ;;
		*) grep -q "$file" "$BATS_TEST_FILENAME" || fail "no test of $file" ;;
		esac
	done
}

@test "files made to be imported elsewhere are no exports: names come twice, or no profile knows them" {
	need_data exports/headers
	call seg-clean -q --profile=auto "$H/import-meta-customer-list.sample.csv"
	exits 3
	says_like "csv:1: the header names 'email' twice; if it is no header, --header=NAMES says what the columns are$"
	call seg-clean -q --profile=auto "$H/import-google-customer-match.header.csv"
	exits 3
	says_like 'csv: no profile knows this header; name one with --profile, or the columns with --map$'
}

@test "Shopify: #1050 is an order, order-level cells are filled down once, lines add up to the subtotal" {
	profile shopify-orders shopify-orders-reduced.sample.csv --only=order_id,customer_id,order_date,product,quantity,amount,kind,Total
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
		order_id Total order_date quantity product customer_id amount kind \
		1050 100.90 2026-05-01T09:59:00+02:00 1 'Matcha Essence 100 gram' koper@example.com 62.95 sale \
		1050 '' 2026-05-01T09:59:00+02:00 1 'Matcha Essence 50 gram' koper@example.com 37.95 sale | prints
}

@test "Shopify: discounts and refunds come off the order once; voided orders are rejected on every row" {
	printf '%s\n' 'Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem discount,Discount Amount,Refunded Amount' \
		'#1,A@x.org,partially_refunded,2026-05-01 10:00:00 +0200,2,Tea,10.00,1.00,3.00,4.00' \
		'#1,A@x.org,,,1,Pot,20.00,0.00,,' \
		'#2,b@x.org,voided,2026-05-02 10:00:00 +0200,1,Tea,10.00,0.00,0.00,0.00' \
		'#2,b@x.org,,,1,Pot,20.00,0.00,,' \
		'#3,,paid,2026-05-03 10:00:00 +0200,1,Tea,10.00,0.00,0.00,0.00' >in.csv
	call seg-clean -q --profile=auto --rejects=r.tsv --only=order_id,customer_id,amount,kind in.csv
	exits 0
	tsv 'order_id customer_id amount kind' '1 a@x.org 12 sale' '1 a@x.org 20 sale' | prints
	rejected '4 financial_status not voided' '5 financial_status not voided' '6 customer_id required _'
}

@test "Shopify customers: apostrophes go, zeros stay" {
	profile shopify-customers shopify-customers-current.sample.csv --only=customer_id,email,accepts_email,postcode,spend,orders
	tsv 'email accepts_email postcode spend orders customer_id' \
		'teo.villasenor@elkomail.test 0 89801 7790.44 6 7210448301122' \
		'hollis.pettibone@ogdenmail.test 1 84403 154.29 2 7210448301123' | prints
	printf "First Name,Last Name,Email,Accepts Email Marketing,Phone,Total Spent,Total Orders,Default Address Zip\nA,B,a@x.org,no,'+31612345678,1,1,'01067\n" >in.csv
	call seg-clean -q --profile=auto --only=customer_id,phone,postcode in.csv
	tsv 'phone postcode customer_id' '+31612345678 01067 a@x.org' | prints
}

@test "Square: net sales of whom is known; refunds and -\$0.95 are below zero, both forms of dates are read" {
	profile square-transactions square-transactions.sample.csv --only=order_id,customer_id,order_date,amount,kind,channel
	printf 'amount\tchannel\torder_id\tcustomer_id\torder_date\tkind\n27\tPoint of Sale\tSQA1x\tCUST1\t2026-09-13T10:02:11\tsale\n' | prints
	rejected '3 customer_id required _'
	printf '%s\n' 'Date,Time,Gross Sales,Net Sales,Total Collected,Net Total,Transaction ID,Event Type,Customer ID' \
		'09/13/2026,10:02:11,$0,-$0.95,,,T1,Refund,C1' \
		'2026-09-14,10:02,"$1,240.00","$1,240.00",,,T2,Payment,C1' >in.csv
	call seg-clean -q --profile=auto --only=order_id,order_date,amount,kind in.csv
	exits 0
	tsv 'amount order_id order_date kind' '-0.95 T1 2026-09-13T10:02:11 refund' '1240 T2 2026-09-14T10:02:00 sale' | prints
}

@test "Square without customers says so" {
	profile square-transactions square-transactions-41col-2022.header.csv
	says_like 'no column of the file is customer_id, which the other tools need$'
}

@test "Stripe: failed payments are no revenue, refunds come off" {
	profile stripe-payments stripe-payments-unified.sample.csv --only=order_id,customer_id,order_date,amount,kind,currency
	tsv 'order_id order_date currency customer_id amount kind' \
		'ch_1 2026-07-01T09:12:33 MYR cus_1 129 sale' \
		'ch_2 2026-07-01T18:40:02 MYR cus_2 49 sale' \
		'ch_3 2026-07-02T07:05:10 MYR cus_3 0 sale' | prints
	rejected '5 status enum failed'
}

@test "HubSpot: both forms of dates are read, and every record is kept" {
	profile hubspot-contacts hubspot-contacts.sample.csv --only=customer_id,email,created
	tsv 'customer_id email created' '101 camille@example.com 2024-03-12T09:14:00' \
		'102 john@example.com 2024-03-15T14:30:00' '103 _ 2024-01-01T00:00:00' \
		'104 camille@example.com 2024-03-13T09:14:00' '105 noname@example.com _' | prints
}

@test "Mailchimp, Zoho: known by address and by id" {
	profile mailchimp-audience mailchimp-audience-tags.sample.csv --only=customer_id,signed_up,rating,TAGS
	tsv 'rating signed_up TAGS customer_id' '2 2020-02-03T04:05:06 "VIP","Blog" mc@x.fr' | prints
	profile zoho-contacts zoho-contacts.sample.csv --only=customer_id,email,postcode
	tsv 'customer_id email postcode' '4876876000000211 dana@example.com _' '4876876000000213 jo@example.com 43210' | prints
}

@test "Google Analytics: remarks are passed over, totals and the second table are rejected" {
	profile google-analytics google-analytics-ua.sample.csv --only=page,device,sessions,new_users,bounce_percent
	tsv 'page device sessions new_users bounce_percent' '/lasko?_z1_adgid=1&_z1_msid=lasko mobile 553 531 92.41' | prints
	says_like ': the table begins on line 7 \(--preamble chooses\)$'
	rejected '9 page required _' '11 _ record _' '12 _ record _' '13 _ record _'
}

@test "Google Analytics in Dutch: rules of one's own, and a decimal comma" {
	need_data exports/headers
	tsv 'column rule argument' 'browser from Browser' 'sessions from Sessies' 'sessions type integer' \
		'bounce from Bouncepercentage' 'bounce strip %$' 'bounce type number' 'value from Doelwaarde' 'value type money' >r.rules
	call seg-clean -q --rules=r.rules --decimal=, --only=browser,sessions,bounce,value "$H/google-analytics-ua-dutch-locale.sample.csv"
	exits 0
	printf 'browser\tsessions\tbounce\tvalue\nChrome\t2546\t85.98\t0\nSafari\t449\t57.91\t0\nInternet Explorer\t411\t54.01\t0\n' >expected
	sed -i '$d' expected "$OUT"
	same expected "$OUT"
}

@test "every profile prints as rules that clean the same" {
	local name
	for name in $(seg-clean --list-rules | awk -F'\t' '$1 == "profile" { print $2 }'); do
		call seg-clean --profile="$name" --print-profile
		exits 0
		cp "$OUT" "$name.rules"
		grep -q "^\*	about	." "$name.rules" || fail "$name tells not what it is for"
	done
	need_data exports/headers
	call seg-clean -q --rules=stripe-payments.rules "$H/stripe-payments-unified.sample.csv"
	cp "$OUT" one
	call seg-clean -q --profile=stripe-payments "$H/stripe-payments-unified.sample.csv"
	same one "$OUT"
}

@test "no profile of that name is wrong usage, with the names there are" {
	printf 'a\n1\n' >in.csv
	call seg-clean --profile=shoppify in.csv
	exits 2
	says_like '^seg-clean: no profile shoppify|no profile .shoppify.; there are: cdnow google-analytics'
}

@test "CDNOW: blanks separate, its header is known, and every row and cent is there" {
	need_data cdnow/CDNOW_master.txt
	call seg-clean --profile=auto --stats=s.tsv "$SEG_DATA/cdnow/CDNOW_master.txt"
	exits 0
	says_like ': cells are separated by blanks \(--delimiter chooses\)$'
	says_like ': the header is of cdnow \(--profile chooses\)$'
	says_like '^seg-clean: 69659 rows in, 69659 out, 0 rejected$'
	head -2 "$OUT" >seen
	tsv 'customer_id order_date quantity amount kind' '00001 1997-01-01 1 11.77 sale' | diff - seen
}
