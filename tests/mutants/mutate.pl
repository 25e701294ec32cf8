#!/usr/bin/perl
# mutate - one small wrong change in a C file: an operator, a bound, a constant.
# Usage: mutate.pl FILE SEED > MUTANT; says on stderr what was changed: FILE:LINE: old => new.
# Comments, strings, preprocessor lines, array bounds of declarations and asserts on types stay as they are.
use strict;
use warnings;

my ($file, $seed) = @ARGV;
open my $in, '<', $file or die "mutate: $file: $!\n";
my @line = <$in>;

my @swap = (
	[ qr/(?<![<>=-])<(?![<=])/, '<=' ], [ qr/<=(?!=)/, '<' ], [ qr/(?<![<>=-])>(?![>=])/, '>=' ], [ qr/(?<!>)>=/, '>' ],
	[ qr/==/, '!=' ], [ qr/!=/, '==' ], [ qr/&&/, '||' ], [ qr/\|\|/, '&&' ],
	[ qr/(?<=[\w\])] )\+(?= [\w(])/, '-' ], [ qr/(?<=[\w\])] )-(?= [\w(])/, '+' ],
	[ qr/(?<=[\w\])] )\*(?= [\w(])/, '/' ], [ qr{(?<=[\w\])] )/(?= [\w(])}, '*' ],
	[ qr/\+\+/, '--' ], [ qr/ \+= /, ' -= ' ], [ qr/ -= /, ' += ' ],
	[ qr/\breturn true\b/, 'return false' ], [ qr/\breturn false\b/, 'return true' ],
	[ qr/(?<![\w.])(\d+)(?![\w.])/, undef ], # a number: one more
);

my (@place, $comment);
for my $n (0 .. $#line) {
	my $code = $line[$n];
	next if $code =~ /^\s*#|^\s*static const|^static inline/ || $code =~ /^\s*\*/;
	if ($comment) { next unless $code =~ s{^(.*?\*/)}{' ' x length $1}e; $comment = 0 }
	$code =~ s{(/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')}{'~' x length $1}ge;
	$comment = 1 if $code =~ s{(/\*.*)}{'~' x length $1}e;
	next if $code !~ /^\t/; # outside of functions
	for my $s (@swap) {
		while ($code =~ /$s->[0]/g) {
			my ($from, $to) = ($-[0], $+[0]);
			my $old = substr $code, $from, $to - $from;
			next if substr($code, $from, 2) eq '->' || ($from && substr($code, $from - 1, 2) eq '->');
			push @place, [ $n, $from, $old, $s->[1] // $old + 1 ];
		}
	}
}
die "mutate: nothing to change in $file\n" unless @place;

# A small generator of its own, so that a seed means the same everywhere.
my $x = $seed * 2654435761 % 4294967296;
$x = ($x * 1103515245 + 12345) % 2147483648 for 1 .. 5;
my ($n, $at, $old, $new) = @{ $place[$x % @place] };
substr($line[$n], $at, length $old) = $new;
(my $shown = $line[$n]) =~ s/^\s+|\s+$//g;
print STDERR "$file:" . ($n + 1) . ": $old => $new: $shown\n";
print @line;
