# Options are set and added to on the command line.
module Watch;

export {
	const threshold = 1 &redef;
	const hosts: set[addr] = { 192.168.0.1 } &redef;
}

event zeek_init()
	{
	print threshold, hosts;
	}
