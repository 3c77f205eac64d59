##! A plugin that puts rules into effect by OpenFlow switches.

@load ../main
@load ../plugin
@load base/frameworks/openflow

module NetControl;

export {
	## How rules become OpenFlow's.
	type OfConfig: record {
		## Whether rules for those who monitor are taken,
		monitor: bool &default=T;
		## and rules for the way through the network.
		forward: bool &default=T;
		idle_timeout: count &default=0;
		table_id: count &optional;
		## Added to all priorities.
		priority_offset: int &default=+0;

		## Decides which rules are taken.
		check_pred: function(p: PluginState, r: Rule): bool &optional;

		## May change which packets a rule is about,
		match_pred: function(p: PluginState, e: Entity,
			m: vector of OpenFlow::ofp_match): vector of OpenFlow::ofp_match &optional;

		## or what is done with them.
		flow_mod_pred: function(p: PluginState, r: Rule, m: OpenFlow::ofp_flow_mod)
			: OpenFlow::ofp_flow_mod &optional;
	};

	redef record PluginState += {
		of_controller: OpenFlow::Controller &optional;
		of_config: OfConfig &optional;
	};

	## A rule on its way, and what came back so far.
	type OfTable: record {
		p: PluginState;
		r: Rule;
		c: count &default=0;
		packet_count: count &default=0;
		byte_count: count &default=0;
		duration_sec: double &default=0.0;
	};

	## How long a switch may take to answer.
	const openflow_message_timeout = 20secs &redef;

	## How long rules are remembered to tell of their end.
	const openflow_flow_timeout = 24hrs &redef;

	global create_openflow: function(controller: OpenFlow::Controller,
		config: OfConfig &default=[]): PluginState;
}

# Nobody answered.
function openflow_unanswered(t: table[count, OpenFlow::ofp_flow_mod_command] of OfTable,
	number: count, command: OpenFlow::ofp_flow_mod_command): interval
	{
	local waiting = t[number, command];

	event NetControl::rule_error(waiting$r, waiting$p,
		"Timeout during rule insertion/removal");
	return 0secs;
	}

global of_messages: table[count, OpenFlow::ofp_flow_mod_command] of OfTable
	&create_expire=openflow_message_timeout &expire_func=openflow_unanswered;
global of_flows: table[count] of OfTable &create_expire=openflow_flow_timeout;
global of_instances: table[string] of PluginState;

function openflow_name(p: PluginState): string
	{
	return fmt("Openflow-%s", p$of_controller$describe(p$of_controller$state));
	}

function openflow_check_rule(p: PluginState, r: Rule): bool
	{
	local config = p$of_config;

	if ( config?$check_pred )
		return config$check_pred(p, r);

	return r$target == MONITOR ? config$monitor : config$forward;
	}

# ---- which packets

function determine_dl_type(s: subnet): count
	{
	return is_v6_subnet(s) ? OpenFlow::ETH_IPv6 : OpenFlow::ETH_IPv4;
	}

function determine_proto(p: port): count
	{
	switch ( get_port_transport_proto(p) )
		{
		case udp: return OpenFlow::IP_UDP;
		case icmp: return OpenFlow::IP_ICMP;
		}

	return OpenFlow::IP_TCP;
	}

function flow_match(f: Flow): OpenFlow::ofp_match
	{
	local m = OpenFlow::ofp_match();

	if ( f?$src_m )
		m$dl_src = f$src_m;

	if ( f?$dst_m )
		m$dl_dst = f$dst_m;

	if ( f?$src_h )
		{
		m$dl_type = determine_dl_type(f$src_h);
		m$nw_src = f$src_h;
		}

	if ( f?$dst_h )
		{
		m$dl_type = determine_dl_type(f$dst_h);
		m$nw_dst = f$dst_h;
		}

	if ( f?$src_p )
		{
		m$nw_proto = determine_proto(f$src_p);
		m$tp_src = port_to_count(f$src_p);
		}

	if ( f?$dst_p )
		{
		m$nw_proto = determine_proto(f$dst_p);
		m$tp_dst = port_to_count(f$dst_p);
		}

	return m;
	}

# Whether an entity takes two rules, one for each direction.
function has_two_rules(e: Entity): bool
	{
	return e$ty == ADDRESS || e$ty == MAC;
	}

function entity_to_match(p: PluginState, e: Entity): vector of OpenFlow::ofp_match
	{
	local found: vector of OpenFlow::ofp_match;

	switch ( e$ty )
		{
		case CONNECTION:
			found += OpenFlow::match_conn(e$conn);
			found += OpenFlow::match_conn(e$conn, T);
			break;
		case MAC:
			found += OpenFlow::ofp_match($dl_src=e$mac);
			found += OpenFlow::ofp_match($dl_dst=e$mac);
			break;
		case ADDRESS:
			found += flow_match(Flow($src_h=e$ip));
			found += flow_match(Flow($dst_h=e$ip));
			break;
		case FLOW:
			found += flow_match(e$flow);
			break;
		default:
			Reporter::error(fmt("Entity type %s not supported for openflow yet", e$ty));
			break;
		}

	return p$of_config?$match_pred ? p$of_config$match_pred(p, e, found) : found;
	}

# ---- what is done with them

function add_modification(actions: OpenFlow::ofp_flow_action, m: FlowMod)
	{
	actions$out_ports = vector(m?$redirect_port ? m$redirect_port : OpenFlow::OFPP_NORMAL);

	if ( m?$src_h )
		actions$nw_src = m$src_h;

	if ( m?$dst_h )
		actions$nw_dst = m$dst_h;

	if ( m?$src_m )
		actions$dl_src = m$src_m;

	if ( m?$dst_m )
		actions$dl_dst = m$dst_m;

	if ( m?$src_p )
		actions$tp_src = m$src_p;

	if ( m?$dst_p )
		actions$tp_dst = m$dst_p;
	}

function openflow_rule_to_flow_mod(p: PluginState, r: Rule): OpenFlow::ofp_flow_mod
	{
	local config = p$of_config;

	# Every other number is left free, for the second rule of an entity.
	local made = OpenFlow::ofp_flow_mod($cookie=OpenFlow::generate_cookie(r$cid * 2),
		$command=OpenFlow::OFPFC_ADD, $idle_timeout=config$idle_timeout,
		$priority=int_to_count(r$priority + config$priority_offset),
		$flags=OpenFlow::OFPFF_SEND_FLOW_REM);

	if ( r?$expire )
		made$hard_timeout = double_to_count(interval_to_double(r$expire));

	if ( config?$table_id )
		made$table_id = config$table_id;

	switch ( r$ty )
		{
		case DROP:
			break;
		case WHITELIST:
			made$actions$out_ports = vector(OpenFlow::OFPP_NORMAL);
			break;
		case MODIFY:
			add_modification(made$actions, r$mod);
			break;
		case REDIRECT:
			made$actions$out_ports = vector(r$out_port);
			break;
		default:
			Reporter::error(fmt("Rule type %s not supported for openflow yet", r$ty));
			break;
		}

	return config?$flow_mod_pred ? config$flow_mod_pred(p, r, made) : made;
	}

function openflow_add_rule(p: PluginState, r: Rule): bool
	{
	if ( ! openflow_check_rule(p, r) )
		return F;

	local rule = openflow_rule_to_flow_mod(p, r);

	for ( _, m in entity_to_match(p, r$entity) )
		{
		if ( ! OpenFlow::flow_mod(p$of_controller, m, rule) )
			{
			event NetControl::rule_error(r, p,
				"Error while executing OpenFlow::flow_mod");
			next;
			}

		of_messages[r$cid, rule$command] = OfTable($p=p, $r=r);
		rule = copy(rule);
		++rule$cookie;
		}

	return T;
	}

function openflow_remove_rule(p: PluginState, r: Rule, reason: string): bool
	{
	if ( ! openflow_check_rule(p, r) )
		return F;

	local rule = OpenFlow::ofp_flow_mod($cookie=OpenFlow::generate_cookie(r$cid * 2),
		$command=OpenFlow::OFPFC_DELETE);

	if ( ! OpenFlow::flow_mod(p$of_controller, [], rule) )
		{
		event NetControl::rule_error(r, p, "Error while executing OpenFlow::flow_mod");
		return F;
		}

	of_messages[r$cid, rule$command] = OfTable($p=p, $r=r);

	if ( has_two_rules(r$entity) )
		{
		local second = copy(rule);

		++second$cookie;
		OpenFlow::flow_mod(p$of_controller, [], second);
		}

	return T;
	}

# ---- what comes back

# Counts an answer; whether all are there.
function is_complete(known: OfTable): bool
	{
	return ! has_two_rules(known$r$entity) || ++known$c >= 2;
	}

event OpenFlow::flow_mod_success(name: string, match: OpenFlow::ofp_match,
	flow_mod: OpenFlow::ofp_flow_mod, msg: string) &priority=3
	{
	local number = OpenFlow::get_cookie_uid(flow_mod$cookie) / 2;
	local command = flow_mod$command;

	if ( [number, command] !in of_messages )
		return;

	local known = of_messages[number, command];

	if ( ! is_complete(known) )
		return;

	delete of_messages[number, command];

	if ( known$p$of_controller$supports_flow_removed )
		of_flows[number] = OfTable($p=known$p, $r=known$r);

	if ( command == OpenFlow::OFPFC_ADD )
		event NetControl::rule_added(known$r, known$p, msg);
	else if ( command == OpenFlow::OFPFC_DELETE ||
	          command == OpenFlow::OFPFC_DELETE_STRICT )
		event NetControl::rule_removed(known$r, known$p, msg);
	}

event OpenFlow::flow_mod_failure(name: string, match: OpenFlow::ofp_match,
	flow_mod: OpenFlow::ofp_flow_mod, msg: string) &priority=3
	{
	local number = OpenFlow::get_cookie_uid(flow_mod$cookie) / 2;

	if ( [number, flow_mod$command] !in of_messages )
		return;

	local known = of_messages[number, flow_mod$command];

	delete of_messages[number, flow_mod$command];
	event NetControl::rule_error(known$r, known$p, msg);
	}

event OpenFlow::flow_removed(name: string, match: OpenFlow::ofp_match, cookie: count,
	priority: count, reason: count, duration_sec: count, idle_timeout: count,
	packet_count: count, byte_count: count)
	{
	local number = OpenFlow::get_cookie_uid(cookie) / 2;

	if ( number !in of_flows )
		return;

	local known = of_flows[number];

	if ( ! is_complete(known) )
		return;

	local seconds = duration_sec + known$duration_sec;

	# Of two rules, the mean.
	if ( has_two_rules(known$r$entity) )
		seconds = seconds / 2;

	event NetControl::rule_timeout(known$r, FlowInfo($duration=double_to_interval(seconds),
		$packet_count=packet_count + known$packet_count,
		$byte_count=byte_count + known$byte_count), known$p);
	}

# ---- the plugin

function openflow_init(p: PluginState)
	{
	local name = p$of_controller$state$_name;

	if ( name in of_instances )
		Reporter::error(fmt("OpenFlow instance %s added to NetControl twice.", name));

	of_instances[name] = p;

	if ( p$of_controller$state$_activated )
		plugin_activated(p);
	}

event OpenFlow::controller_activated(name: string, controller: OpenFlow::Controller)
	{
	if ( name in of_instances )
		plugin_activated(of_instances[name]);
	}

global openflow_plugin = Plugin($name=openflow_name, $can_expire=T, $init=openflow_init,
	$add_rule=openflow_add_rule, $remove_rule=openflow_remove_rule);

function create_openflow(controller: OpenFlow::Controller, config: OfConfig): PluginState
	{
	return PluginState($plugin=openflow_plugin, $of_controller=controller,
		$of_config=config);
	}
