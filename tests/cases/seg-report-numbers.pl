# Which numbers of a drawn report are no rounding of a number in its tables?
# Usage: seg-report-numbers.pl TABLES.json TEXT...; says each with the words around it. Exit 1: there are some.
# How a number may be written: reference of the report's design, section 5, written anew here.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use JSON::PP;

local $/;
my ($tables, @texts) = @ARGV;
open my $in, '<:raw', $tables or die;
my $sections = decode_json(<$in>)->{sections};
my %may;

sub grouped { my $x = shift; 1 while $x =~ s/^(-?\d+)(\d{3})/$1,$2/; $x }
sub allow { my $t = shift; $t =~ s/^-(?=[0.]*$)//; $t =~ s/^-//; $may{$t} = 1 }

sub number {
	my $x = abs shift;
	allow(grouped(sprintf '%.0f', $x));
	allow(sprintf '%.2f', $x);
	allow(sprintf '%.1f', $x);
	my $digits = $x >= 9.995 ? 1 : $x >= 0.9995 ? 2 : 3; # three digits, no needless zeros
	(my $short = sprintf "%.${digits}f", $x) =~ s/\.?0+$//;
	allow($short) if $x < 99.5;
	allow(sprintf '%.2g', $x);
	allow(grouped(sprintf '%.0f', 100 * $x) . '%');
	allow(grouped(sprintf '%.0f', 100 * $x));
	allow(sprintf('%.1f', 100 * $x) . '%');
	allow(sprintf '%.1f', 100 * $x);
	allow(grouped(sprintf '%.0f', sprintf '%.2e', $x)) if $x < 9995;
	allow(sprintf('%.0f', $x / 1e3) . 'k');
	for (['m', 1e6], ['bn', 1e9]) {
		my $y = $x / $_->[1];
		allow(sprintf($y < 9.995 ? '%.2f' : $y < 99.95 ? '%.1f' : '%.0f', $y) . $_->[0]);
	}
}

for my $rows (values %$sections) {
	for my $row (@$rows) {
		for my $value (values %$row) {
			next if !defined $value || ref $value;
			number($value) if $value =~ /^-?[\d.]+(e-?\d+)?$/;
			# dates, names and sentences hold numbers of their own
			allow($_ + 0), allow($_) for $value =~ /\d+/g;
		}
	}
}
# What sentences add up: the largest segments together, and what is left for the others.
for my $column ('share', 'spend_share') {
	my $sum = 0;
	for (sort { ($b->{spend} // -1) <=> ($a->{spend} // -1) } @{ $sections->{segments} }) {
		$sum += $_->{$column} // 0;
		number($sum);
		number(1 - $sum);
	}
}
# What stands for itself: days and limits that the words name, axes, ordinals.
allow($_) for (qw(25 30 50 75 90 91 100 180 10% 20% 90% 100% 0.5 0.6 0.8 1.25 0.4 0.2 0.1 2.5 0.001), '1,000', 1 .. 18);
allow(30 * $_) for 1 .. 12;
number($_) for map { 1 / $_ } 2 .. 12;

my $bad = 0;
for my $file (@texts) {
	open my $text, '<', $file or die;
	my $all = <$text>;
	# the plots of a page are its numbers again, in per cent of the sheet
	$all =~ s/<style>.*?<\/style>|<head>.*?<\/head>|<(?!desc|title)[^>]*>/ /gs;
	$all =~ s/<[^>]*>/ /g;
	$all =~ s/&lt;/</g;
	while ($all =~ /(?<![\w.,])(\d[\d,]*(?:\.\d+)?(?:k|m|bn)?%?)(?![\w])/g) {
		my ($n, $at) = ($1, pos $all);
		(my $plain = $n) =~ s/[,.]$//;
		(my $bare = $plain) =~ s/%$//;
		next if $may{$plain} || $may{$bare};
		print "$file: $n in: ", join(' ', split ' ', substr $all, $at > 60 ? $at - 60 : 0, 90), "\n";
		$bad = 1;
	}
}
exit $bad;
