#!/usr/bin/env bats
# seg-cluster --method: the ways to find segments.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	tsv 'customer_id spend' 'd 10' 'a 1' 'c 9' 'b 2' 'e 11' >customers.tsv
}

@test "k-means is the method unless another is named" {
	seg-cluster -q -k 2 customers.tsv >default.out
	call seg-cluster -q -k 2 --method=kmeans customers.tsv
	exits 0
	same "$OUT" default.out
}

@test "a method that there is not is refused with the list of those there are" {
	call seg-cluster --method=magic customers.tsv
	exits 2
	prints_nothing
	says_like "^seg-cluster: --method: not one of kmeans.*: 'magic'$"
}
