# Operators of vectors that do not have the same number of elements.
event zeek_init() { print vector(T, F) && vector(T); }
event zeek_init() { print vector(1, 2) + vector(1); }
event zeek_init() { print vector(T, F) ? vector(1) : vector(2); }
event zeek_init() { local w = 33; print 1.2.3.4/w; }
