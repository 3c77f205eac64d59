@load ./log
@load ./ryu
