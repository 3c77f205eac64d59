# A priority may be a constant.
const first = 10;
event zeek_init() &priority=-first { print "last"; }
event zeek_init() { print "middle"; }
event zeek_init() &priority=first { print "first"; }
