# SPDX-License-Identifier: GPL-3.0-or-later
# Perl's LWP::UserAgent: URL SIZE get|off|on.
use strict;
use warnings;
use HTTP::Request;
use LWP::UserAgent;

my ($url, $size, $mode) = @ARGV;
my $request = HTTP::Request->new($mode eq 'get' ? 'GET' : 'POST', $url);
$request->content('x' x $size) if $mode ne 'get';
$request->header(Expect => '100-continue') if $mode eq 'on';
print LWP::UserAgent->new(timeout => 30)->request($request)->code, "\n";
