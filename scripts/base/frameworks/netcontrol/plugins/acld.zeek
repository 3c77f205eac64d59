##! A plugin that has rules carried out by acld, a daemon that sets access lists of
##! routers. It is reached by Broker; where no peer comes, the plugin takes no rules.

@load ../main
@load ../plugin
@load base/frameworks/broker

module NetControl;

export {
	## What acld is asked to do.
	type AclRule: record {
		command: string;
		cookie: count;
		arg: string;
		comment: string &optional;
	};

	## Where acld is, and which rules are for it.
	type AcldConfig: record {
		## The topic on which it listens.
		acld_topic: string;
		acld_host: addr;
		acld_port: port;
		## Whether it takes rules about what is monitored.
		monitor: bool &default=F;
		## Whether it takes rules about what is forwarded.
		forward: bool &default=T;
		## Decides in place of the two above.
		check_pred: function(p: PluginState, r: Rule): bool &optional;
	};

	redef record PluginState += {
		acld_config: AcldConfig &optional;
		## Tells one acld from another in the events.
		acld_id: count &optional;
	};

	## A plugin for one acld.
	global create_acld: function(config: AcldConfig): PluginState;

	## Sees what acld will be asked for, and may change it; an empty command is
	## not sent.
	global NetControl::acld_rule_policy: hook(p: PluginState, r: Rule, ar: AclRule);

	## Sent to acld.
	global acld_add_rule: event(id: count, r: Rule, ar: AclRule);
	global acld_remove_rule: event(id: count, r: Rule, ar: AclRule);

	## What acld answers.
	global acld_rule_added: event(id: count, r: Rule, msg: string);
	global acld_rule_removed: event(id: count, r: Rule, msg: string);
	global acld_rule_exists: event(id: count, r: Rule, msg: string);
	global acld_rule_error: event(id: count, r: Rule, msg: string);
}

global netcontrol_acld_peers: table[port, string] of PluginState;
global netcontrol_acld_topics: set[string];
global netcontrol_acld_id: table[count] of PluginState;
global netcontrol_acld_current_id = 0;

# The command that takes another one back.
const acld_add_to_remove = table(
	["drop"] = "restore",
	["addwhitelist"] = "remwhitelist",
	["blockhosthost"] = "restorehosthost",
	["droptcpport"] = "restoretcpport",
	["dropudpport"] = "restoreudpport",
	["droptcpdsthostport"] = "restoretcpdsthostport",
	["dropudpdsthostport"] = "restoreudpdsthostport",
	["permittcpdsthostport"] = "unpermittcpdsthostport",
	["permitudpdsthostport"] = "unpermitudpdsthostport",
	["nullzero"] = "nonullzero",
	["filter"] = "nofilter");

# Commands by what a flow tells: source, destination, destination's port, and by the
# protocol of the port. Zeek spells those for the UDP port of a host so, which means
# that they cannot be taken back.
const flow_commands: table[string, RuleType, transport_proto] of string = {
	["host-port", DROP, tcp] = "droptcpdsthostport",
	["host-port", DROP, udp] = "dropucpdsthostport",
	["host-port", WHITELIST, tcp] = "permittcpdsthostport",
	["host-port", WHITELIST, udp] = "permitucpdsthostport",
	["host-host", DROP, unknown_transport] = "blockhosthost",
	["port", DROP, tcp] = "droptcpport",
	["port", DROP, udp] = "dropudpport",
} &default="";

const address_commands = table([DROP] = "drop", [WHITELIST] = "addwhitelist") &default="";

function acld_is_known(id: count): bool
	{
	if ( id in netcontrol_acld_id )
		return T;

	Reporter::error(fmt("NetControl acld plugin with id %d not found, aborting", id));
	return F;
	}

event NetControl::acld_rule_added(id: count, r: Rule, msg: string)
	{
	if ( acld_is_known(id) )
		event NetControl::rule_added(r, netcontrol_acld_id[id], msg);
	}

event NetControl::acld_rule_exists(id: count, r: Rule, msg: string)
	{
	if ( acld_is_known(id) )
		event NetControl::rule_exists(r, netcontrol_acld_id[id], msg);
	}

event NetControl::acld_rule_removed(id: count, r: Rule, msg: string)
	{
	if ( acld_is_known(id) )
		event NetControl::rule_removed(r, netcontrol_acld_id[id], msg);
	}

event NetControl::acld_rule_error(id: count, r: Rule, msg: string)
	{
	if ( acld_is_known(id) )
		event NetControl::rule_error(r, netcontrol_acld_id[id], msg);
	}

function acld_name(p: PluginState): string
	{
	return fmt("Acld-%s", p$acld_config$acld_topic);
	}

# Acld blocks hosts, not nets.
function is_one_host(sn: subnet): bool
	{
	if ( subnet_width(sn) == (is_v4_subnet(sn) ? 32 : 128) )
		return T;

	Reporter::error(fmt("Acld: rule_to_acl_rule was given a subnet that does not specify a distinct address where needed - %s", sn));
	return F;
	}

# Which of the shapes of a flow that acld knows this one has, "" for none.
function shape_of(f: Flow): string
	{
	if ( f?$src_p || f?$src_m || f?$dst_m )
		return "";
	if ( f?$src_h )
		return f?$dst_h && ! f?$dst_p ? "host-host" : "";
	if ( ! f?$dst_p )
		return "";
	return f?$dst_h ? "host-port" : "port";
	}

function flow_to_acl_rule(r: Rule): AclRule
	{
	local f = r$entity$flow;
	local ar = AclRule($command="", $cookie=r$cid, $arg="");
	local shape = shape_of(f);
	local hosts_fit = T;
	local proto = unknown_transport;

	switch ( shape )
		{
		case "host-port":
			hosts_fit = is_one_host(f$dst_h);
			ar$arg = fmt("%s %d", subnet_to_addr(f$dst_h), f$dst_p);
			break;
		case "host-host":
			hosts_fit = is_one_host(f$src_h) && is_one_host(f$dst_h);
			ar$arg = fmt("%s %s", subnet_to_addr(f$src_h), subnet_to_addr(f$dst_h));
			break;
		case "port":
			ar$arg = fmt("%d", f$dst_p);
			break;
		}

	if ( f?$dst_p )
		proto = get_port_transport_proto(f$dst_p);
	if ( hosts_fit )
		ar$command = flow_commands[shape, r$ty, proto];

	return ar;
	}

function rule_to_acl_rule(p: PluginState, r: Rule): AclRule
	{
	local ar = AclRule($command="", $cookie=r$cid, $arg="");

	if ( r$entity$ty == ADDRESS )
		{
		ar$command = address_commands[r$ty];
		ar$arg = cat(r$entity$ip);
		}
	else if ( r$entity$ty == FLOW )
		ar = flow_to_acl_rule(r);

	if ( r?$location )
		ar$comment = r$location;

	hook NetControl::acld_rule_policy(p, r, ar);
	return ar;
	}

function acld_check_rule(p: PluginState, r: Rule): bool
	{
	local c = p$acld_config;

	if ( c?$check_pred )
		return c$check_pred(p, r);

	return r$target == MONITOR ? c$monitor : c$forward;
	}

function acld_add_rule_fun(p: PluginState, r: Rule): bool
	{
	if ( ! acld_check_rule(p, r) )
		return F;

	local ar = rule_to_acl_rule(p, r);

	if ( ar$command == "" )
		return F;

	Broker::publish(p$acld_config$acld_topic, acld_add_rule, p$acld_id, r, ar);
	return T;
	}

function acld_remove_rule_fun(p: PluginState, r: Rule, reason: string): bool
	{
	if ( ! acld_check_rule(p, r) )
		return F;

	local ar = rule_to_acl_rule(p, r);

	if ( ar$command !in acld_add_to_remove )
		return F;

	ar$command = acld_add_to_remove[ar$command];
	if ( reason != "" )
		ar$comment = ar?$comment ? fmt("%s (%s)", reason, ar$comment) : reason;

	Broker::publish(p$acld_config$acld_topic, acld_remove_rule, p$acld_id, r, ar);
	return T;
	}

function acld_init(p: PluginState)
	{
	local c = p$acld_config;

	Broker::subscribe(c$acld_topic);
	Broker::peer(cat(c$acld_host), c$acld_port);
	}

event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string)
	{
	local net = endpoint$network;

	if ( [net$bound_port, net$address] in netcontrol_acld_peers )
		plugin_activated(netcontrol_acld_peers[net$bound_port, net$address]);
	}

global acld_plugin = Plugin($name=acld_name, $can_expire=F, $init=acld_init,
	$add_rule=acld_add_rule_fun, $remove_rule=acld_remove_rule_fun);

function create_acld(config: AcldConfig): PluginState
	{
	local host = cat(config$acld_host);
	local id = netcontrol_acld_current_id;
	local p = PluginState($acld_config=config, $plugin=acld_plugin, $acld_id=id);

	if ( config$acld_topic in netcontrol_acld_topics )
		Reporter::warning(fmt("Topic %s was added to NetControl acld plugin twice. Possible duplication of commands", config$acld_topic));

	add netcontrol_acld_topics[config$acld_topic];

	if ( [config$acld_port, host] in netcontrol_acld_peers )
		Reporter::warning(fmt("Peer %s:%s was added to NetControl acld plugin twice.", host, config$acld_port));
	else
		netcontrol_acld_peers[config$acld_port, host] = p;

	netcontrol_acld_id[id] = p;
	++netcontrol_acld_current_id;
	return p;
	}
