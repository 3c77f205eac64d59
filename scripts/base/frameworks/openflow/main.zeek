##! Rules for OpenFlow switches, by way of controllers.

@load ./consts
@load ./types

module OpenFlow;

export {
	## Gives a controller a rule; F if it does not take it.
	global flow_mod: function(controller: Controller, match: ofp_match,
		flow_mod: ofp_flow_mod): bool;

	## Removes all rules of a controller.
	global flow_clear: function(controller: Controller): bool;

	## What has become of a rule.
	global flow_mod_success: event(name: string, match: ofp_match, flow_mod: ofp_flow_mod,
		msg: string &default="");
	global flow_mod_failure: event(name: string, match: ofp_match, flow_mod: ofp_flow_mod,
		msg: string &default="");

	## A rule has ended, with what it has seen.
	global flow_removed: event(name: string, match: ofp_match, cookie: count,
		priority: count, reason: count, duration_sec: count, idle_timeout: count,
		packet_count: count, byte_count: count);

	## The packets of one direction of a connection.
	global match_conn: function(id: conn_id, reverse: bool &default=F): ofp_match;

	## The parts of a cookie; INVALID_COOKIE if it is not one of ours.
	global get_cookie_uid: function(cookie: count): count;
	global get_cookie_gid: function(cookie: count): count;

	## A cookie for a rule of a number.
	global generate_cookie: function(cookie: count &default=0): count;

	## For plugins: a controller is there, or no more.
	global register_controller: function(tpe: OpenFlow::Plugin, name: string,
		controller: Controller);
	global unregister_controller: function(controller: Controller);

	## For plugins: a controller is ready.
	global controller_init_done: function(controller: Controller);

	## A controller is ready.
	global OpenFlow::controller_activated: event(name: string, controller: Controller);

	## The controller of a name, if there is one.
	global lookup_controller: function(name: string): vector of Controller;
}

global name_to_controller: table[string] of Controller;

function protocol_of(p: port): count
	{
	switch ( get_port_transport_proto(p) )
		{
		case udp: return IP_UDP;
		case icmp: return IP_ICMP;
		}

	return IP_TCP;
	}

function match_conn(id: conn_id, reverse: bool): ofp_match
	{
	local from = reverse ? id$resp_h : id$orig_h;
	local to = reverse ? id$orig_h : id$resp_h;
	local from_port = reverse ? id$resp_p : id$orig_p;
	local to_port = reverse ? id$orig_p : id$resp_p;

	return ofp_match($dl_type=is_v6_addr(from) ? ETH_IPv6 : ETH_IPv4,
		$nw_proto=protocol_of(from_port), $nw_src=addr_to_subnet(from),
		$tp_src=port_to_count(from_port), $nw_dst=addr_to_subnet(to),
		$tp_dst=port_to_count(to_port));
	}

function generate_cookie(cookie: count): count
	{
	local ours = ZEEK_COOKIE_ID * COOKIE_BID_START;

	if ( cookie < COOKIE_UID_SIZE )
		return ours + cookie;

	Reporter::warning(fmt("The given cookie uid '%d' is > 32bit and will be discarded",
		cookie));
	return ours;
	}

function is_valid_cookie(cookie: count): bool
	{
	if ( cookie / COOKIE_BID_START == ZEEK_COOKIE_ID )
		return T;

	Reporter::warning(fmt("The given Openflow cookie '%d' is not valid", cookie));
	return F;
	}

function get_cookie_uid(cookie: count): count
	{
	return is_valid_cookie(cookie) ? cookie % COOKIE_GID_START : INVALID_COOKIE;
	}

function get_cookie_gid(cookie: count): count
	{
	if ( ! is_valid_cookie(cookie) )
		return INVALID_COOKIE;

	return (cookie - ZEEK_COOKIE_ID * COOKIE_BID_START) / COOKIE_GID_START;
	}

function controller_init_done(controller: Controller)
	{
	local name = controller$state$_name;

	if ( name !in name_to_controller )
		{
		Reporter::error(fmt("Openflow initialized unknown plugin %s successfully?",
			name));
		return;
		}

	controller$state$_activated = T;
	event OpenFlow::controller_activated(name, controller);
	}

function register_controller_impl(tpe: OpenFlow::Plugin, name: string,
	controller: Controller)
	{
	local own_name = controller$state$_name;

	if ( own_name in name_to_controller )
		{
		Reporter::error(fmt("OpenFlow Controller %s was already registered. Ignored duplicate registration",
			own_name));
		return;
		}

	name_to_controller[own_name] = controller;

	if ( controller?$init )
		controller$init(controller$state);
	else
		controller_init_done(controller);
	}

function unregister_controller_impl(controller: Controller)
	{
	local name = controller$state$_name;

	if ( name !in name_to_controller )
		Reporter::error(fmt("OpenFlow Controller %s was not registered in unregister.",
			name));

	delete name_to_controller[name];

	if ( controller?$destroy )
		controller$destroy(controller$state);
	}

function lookup_controller_impl(name: string): vector of Controller
	{
	local found: vector of Controller;

	if ( name in name_to_controller )
		found += name_to_controller[name];

	return found;
	}
