# Loops over what does not fit their variables.
event one() { for ( a, b in set(1) ) print 1; }
event two() { for ( [a, b] in vector(1) ) print 1; }
event three() { for ( [a, b] in "x" ) print 1; }
event four() { local a = 1; for ( a in "x" ) print 1; }
event five() { local a = "x"; for ( a in set(1) ) print 1; }
event six() { for ( a, b in "abc" ) print 1; }
