@load ./patterns

module Site;

export {
	## Networks that are not routed on the Internet.
	option private_address_space: set[subnet] = {
		0.0.0.0/8, [2002::]/24, 10.0.0.0/8, [2002:a00::]/24, 100.64.0.0/10,
		[2002:6440::]/26, 127.0.0.0/8, [2002:7f00::]/24, 169.254.0.0/16,
		[2002:a9fe::]/32, 172.16.0.0/12, [2002:ac10::]/28, 192.0.0.0/24,
		[2002:c000::]/40, 192.0.2.0/24, [2002:c000:200::]/40, 192.168.0.0/16,
		[2002:c0a8::]/32, 198.18.0.0/15, [2002:c612::]/31, 198.51.100.0/24,
		[2002:c633:6400::]/40, 203.0.113.0/24, [2002:cb00:7100::]/40, 224.0.0.0/24,
		[2002:e000::]/40, 239.0.0.0/8, [2002:ef00::]/24, 240.0.0.0/4,
		[2002:f000::]/20, 255.255.255.255/32, [2002:ffff:ffff::]/48, [::]/128,
		[::1]/128, [64:ff9b:1::]/48, [100::]/64, [2001::]/23, [2001:2::]/48,
		[2001:db8::]/32, [fc00::]/7, [fe80::]/10, [fec0::]/10
	};

	## The networks that are local.
	option local_nets: set[subnet] = {};

	const private_address_space_is_local: bool = T &redef;

	global local_nets_table: table[subnet] of subnet = {};

	option neighbor_nets: set[subnet] = {};
	option local_admins: table[subnet] of set[string] = {};
	option local_zones: set[string] = {};
	option neighbor_zones: set[string] = {};

	## Tells whether an address is local.
	global is_local_addr: function(a: addr): bool;

	## Tells whether an address is in a neighbouring network.
	global is_neighbor_addr: function(a: addr): bool;

	## Tells whether an address is private.
	global is_private_addr: function(a: addr): bool;

	## Tells whether a host name is in a local zone.
	global is_local_name: function(name: string): bool;

	## Tells whether a host name is in a neighbouring zone.
	global is_neighbor_name: function(name: string): bool;

	global get_emails: function(a: addr): string;
}

global local_dns_suffix_regex: pattern = /MATCH_NOTHING/;
global local_dns_neighbor_suffix_regex: pattern = /MATCH_NOTHING/;
global local_nets_needs_private_address_space: bool = T;

function is_local_addr(a: addr): bool
	{
	return a in local_nets;
	}

function is_neighbor_addr(a: addr): bool
	{
	return a in neighbor_nets;
	}

function is_private_addr(a: addr): bool
	{
	return a in private_address_space;
	}

function is_local_name(name: string): bool
	{
	return local_dns_suffix_regex in name;
	}

function is_neighbor_name(name: string): bool
	{
	return local_dns_neighbor_suffix_regex in name;
	}

function find_all_emails(ip: addr): set[string]
	{
	local found: set[string] = set();

	for ( net, emails in local_admins )
		{
		if ( ip in net )
			found += emails;
		}

	delete found[""];
	return found;
	}

function fmt_email_string(emails: set[string]): string
	{
	return join_string_set(emails, ", ");
	}

function get_emails(a: addr): string
	{
	return fmt_email_string(find_all_emails(a));
	}

# Keeps the private space in local_nets, and local_nets_table in step with it.
function update_local_nets_table(id: string, new_value: set[subnet]): set[subnet]
	{
	local nets = new_value;

	if ( private_address_space_is_local && local_nets_needs_private_address_space )
		nets = new_value | private_address_space;

	local_nets_needs_private_address_space = T;
	local_nets_table = table();

	for ( net in nets )
		local_nets_table[net] = net;

	return nets;
	}

function update_local_zones_regex(id: string, new_value: set[string]): set[string]
	{
	local_dns_suffix_regex = set_to_regex(new_value, "(^\\.?|\\.)(~~)$");
	return new_value;
	}

function update_neighbor_zones_regex(id: string, new_value: set[string]): set[string]
	{
	local_dns_neighbor_suffix_regex = set_to_regex(new_value, "(^\\.?|\\.)(~~)$");
	return new_value;
	}

# Carries a change of the private space over to local_nets.
function update_private_address_space(id: string, new_value: set[subnet]): set[subnet]
	{
	local removed = private_address_space - new_value;
	local nets = ((local_nets | private_address_space) - removed) | new_value;

	# The handler of local_nets runs inside Option::set, when the option here still
	# has its old value: it must not add that again.
	local_nets_needs_private_address_space = F;
	Option::set("Site::local_nets", nets, "<skip-config-log>");

	return new_value;
	}

event zeek_init() &priority=10
	{
	Option::set_change_handler("Site::local_nets", update_local_nets_table, -5);
	Option::set_change_handler("Site::local_zones", update_local_zones_regex, -5);
	Option::set_change_handler("Site::neighbor_zones", update_neighbor_zones_regex, -5);

	if ( private_address_space_is_local )
		{
		Option::set_change_handler("Site::private_address_space", update_private_address_space, -5);
		update_private_address_space("Site::private_address_space", private_address_space);
		}

	update_local_nets_table("Site::local_nets", local_nets);
	update_local_zones_regex("Site::local_zones", local_zones);
	update_neighbor_zones_regex("Site::neighbor_zones", neighbor_zones);
	}
