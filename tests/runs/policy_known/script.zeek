# Hosts and services are told once, however many connections there are.
@load base/protocols/smb
@load protocols/conn/known-hosts
@load protocols/conn/known-services

redef Site::local_nets = { 10.0.0.0/8 };

function set_to_vector(names: set[string]): vector of string
	{
	local all: vector of string;
	for ( name in names )
		all += name;
	return all;
	}

hook Known::log_policy_hosts(rec: Known::HostsInfo, id: Log::ID, filter: Log::Filter)
	{
	print "host", rec;
	break;
	}

hook Known::log_policy_services(rec: Known::ServicesInfo, id: Log::ID, filter: Log::Filter)
	{
	print "service", rec$host, rec$port_num, rec$port_proto, sort(set_to_vector(rec$service), strcmp);
	break;
	}
