print "companion";
