# Beside it pre.script.zeek is loaded.
print "main";
