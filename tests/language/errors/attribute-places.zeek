# Attributes where they do not belong, or with a wrong value.
global g1 = 1 &priority=5;
global g2 = 1 &group="a";
global g3: count &broker_store="a";
global g4 = 1 &no_ZAM_opt;
global g5 = 1 &deprecated=5;
global g6: port &type_column="a" &error_handler;
global e1: event();
event e1() &priority="a" { }
event e1() &group=5 { }
event e1() &redef { }
