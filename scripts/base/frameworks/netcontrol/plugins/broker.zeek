##! A plugin that hands rules on as they are, by Broker, to a program that carries them
##! out. Where no peer comes, the plugin takes no rules.

@load ../main
@load ../plugin
@load base/frameworks/broker

module NetControl;

export {
	## Where that program is, and which rules are for it.
	type BrokerConfig: record {
		## The topic on which it listens.
		topic: string &optional;
		host: addr &optional;
		bport: port &optional;
		## Whether it takes rules about what is monitored.
		monitor: bool &default=T;
		## Whether it takes rules about what is forwarded.
		forward: bool &default=T;
		## Decides in place of the two above.
		check_pred: function(p: PluginState, r: Rule): bool &optional;
	};

	redef record PluginState += {
		broker_config: BrokerConfig &optional;
		## Tells one peer from another in the events.
		broker_id: count &optional;
	};

	## A plugin for one peer, which itself ends rules in time or does not.
	global create_broker: function(config: BrokerConfig, can_expire: bool): PluginState;

	## Sent to the peer.
	global broker_add_rule: event(id: count, r: Rule);
	global broker_remove_rule: event(id: count, r: Rule, reason: string);

	## What it answers.
	global broker_rule_added: event(id: count, r: Rule, msg: string);
	global broker_rule_removed: event(id: count, r: Rule, msg: string);
	global broker_rule_exists: event(id: count, r: Rule, msg: string);
	global broker_rule_error: event(id: count, r: Rule, msg: string);
	global broker_rule_timeout: event(id: count, r: Rule, i: FlowInfo);
}

global netcontrol_broker_peers: table[port, string] of PluginState;
global netcontrol_broker_topics: set[string];
global netcontrol_broker_id: table[count] of PluginState;
global netcontrol_broker_current_id = 0;

function broker_is_known(id: count): bool
	{
	if ( id in netcontrol_broker_id )
		return T;

	Reporter::error(fmt("NetControl broker plugin with id %d not found, aborting", id));
	return F;
	}

event NetControl::broker_rule_added(id: count, r: Rule, msg: string)
	{
	if ( broker_is_known(id) )
		event NetControl::rule_added(r, netcontrol_broker_id[id], msg);
	}

event NetControl::broker_rule_exists(id: count, r: Rule, msg: string)
	{
	if ( broker_is_known(id) )
		event NetControl::rule_exists(r, netcontrol_broker_id[id], msg);
	}

event NetControl::broker_rule_removed(id: count, r: Rule, msg: string)
	{
	if ( broker_is_known(id) )
		event NetControl::rule_removed(r, netcontrol_broker_id[id], msg);
	}

event NetControl::broker_rule_error(id: count, r: Rule, msg: string)
	{
	if ( broker_is_known(id) )
		event NetControl::rule_error(r, netcontrol_broker_id[id], msg);
	}

event NetControl::broker_rule_timeout(id: count, r: Rule, i: FlowInfo)
	{
	if ( broker_is_known(id) )
		event NetControl::rule_timeout(r, i, netcontrol_broker_id[id]);
	}

function broker_name(p: PluginState): string
	{
	return fmt("Broker-%s", p$broker_config$topic);
	}

function broker_check_rule(p: PluginState, r: Rule): bool
	{
	local c = p$broker_config;

	if ( c?$check_pred )
		return c$check_pred(p, r);

	return r$target == MONITOR ? c$monitor : c$forward;
	}

function broker_add_rule_fun(p: PluginState, r: Rule): bool
	{
	if ( ! broker_check_rule(p, r) )
		return F;

	Broker::publish(p$broker_config$topic, broker_add_rule, p$broker_id, r);
	return T;
	}

function broker_remove_rule_fun(p: PluginState, r: Rule, reason: string): bool
	{
	if ( ! broker_check_rule(p, r) )
		return F;

	Broker::publish(p$broker_config$topic, broker_remove_rule, p$broker_id, r, reason);
	return T;
	}

function broker_init(p: PluginState)
	{
	local c = p$broker_config;

	Broker::subscribe(c$topic);
	Broker::peer(cat(c$host), c$bport);
	}

event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string)
	{
	local net = endpoint$network;

	if ( [net$bound_port, net$address] in netcontrol_broker_peers )
		plugin_activated(netcontrol_broker_peers[net$bound_port, net$address]);
	}

global broker_plugin = Plugin($name=broker_name, $can_expire=F, $init=broker_init,
	$add_rule=broker_add_rule_fun, $remove_rule=broker_remove_rule_fun);

global broker_plugin_can_expire = Plugin($name=broker_name, $can_expire=T,
	$init=broker_init, $add_rule=broker_add_rule_fun, $remove_rule=broker_remove_rule_fun);

function create_broker(config: BrokerConfig, can_expire: bool): PluginState
	{
	local host = cat(config$host);
	local id = netcontrol_broker_current_id;
	local p = PluginState($broker_config=config, $broker_id=id,
		$plugin=can_expire ? broker_plugin_can_expire : broker_plugin);

	if ( config$topic in netcontrol_broker_topics )
		Reporter::warning(fmt("Topic %s was added to NetControl broker plugin twice. Possible duplication of commands", config$topic));

	add netcontrol_broker_topics[config$topic];

	if ( [config$bport, host] in netcontrol_broker_peers )
		Reporter::warning(fmt("Peer %s:%s was added to NetControl broker plugin twice.", host, config$bport));
	else
		netcontrol_broker_peers[config$bport, host] = p;

	netcontrol_broker_id[id] = p;
	++netcontrol_broker_current_id;
	return p;
	}
