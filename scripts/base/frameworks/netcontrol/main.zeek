##! Rules about traffic: scripts say what is to be dropped, let through, changed or sent
##! elsewhere, and plugins tell it to switches, firewalls or the packet filter.

@load ./plugin
@load ./types

module NetControl;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Puts a plugin to work; those of higher priority are asked first.
	global activate: function(p: PluginState, priority: int);

	## The time to activate plugins.
	global NetControl::init: event();

	## All plugins that were activated are ready.
	global NetControl::init_done: event();

	# ---- rules of common kinds; each gives the rule's id, empty if nobody took it

	## Lets a host through in any case.
	global whitelist_address: function(a: addr, t: interval, location: string &default="")
		: string;

	## Lets a network through in any case.
	global whitelist_subnet: function(s: subnet, t: interval, location: string &default="")
		: string;

	## Sends one direction of a connection to another port of the switch.
	global redirect_flow: function(f: flow_id, out_port: count, t: interval,
		location: string &default=""): string;

	## Lets a host talk to nobody but a server that tells it why; its DNS queries go there,
	## too.
	global quarantine_host: function(infected: addr, dns: addr, quarantine: addr,
		t: interval, location: string &default=""): vector of string;

	## Removes all rules.
	global clear: function();

	# ---- any rules

	## Adds a rule; gives its id, empty if nobody took it.
	global add_rule: function(r: Rule): string;

	## Removes a rule; F if a plugin refused.
	global remove_rule: function(id: string, reason: string &default=""): bool;

	## Forgets a rule without a word to the plugins.
	global delete_rule: function(id: string, reason: string &default=""): bool;

	## The rules that concern a host,
	global find_rules_addr: function(ip: addr): vector of Rule;

	## or a network.
	global find_rules_subnet: function(sn: subnet): vector of Rule;

	# ---- what plugins tell

	global rule_added: event(r: Rule, p: PluginState, msg: string &default="");
	## It was there before.
	global rule_exists: event(r: Rule, p: PluginState, msg: string &default="");
	global rule_removed: event(r: Rule, p: PluginState, msg: string &default="");
	global rule_timeout: event(r: Rule, i: FlowInfo, p: PluginState);
	global rule_error: event(r: Rule, p: PluginState, msg: string &default="");

	## A plugin is ready.
	global plugin_activated: function(p: PluginState);

	# ---- what others are told

	## A rule was taken by at least one plugin.
	global rule_new: event(r: Rule);

	## A rule is no more.
	global rule_destroyed: event(r: Rule);

	## May change a rule, or stop it with `break`.
	global NetControl::rule_policy: hook(r: Rule);

	## A plugin has put a rule into effect, or found it there.
	global NetControl::rule_added_policy: hook(r: Rule, p: PluginState, exists: bool,
		msg: string);

	## What a line of the log is about.
	type InfoCategory: enum { MESSAGE, ERROR, RULE };

	## How far a rule has come.
	type InfoState: enum { REQUESTED, SUCCEEDED, EXISTS, FAILED, REMOVED, TIMEOUT };

	## A line of netcontrol.log.
	type Info: record {
		ts: time &log;
		rule_id: string &log &optional;
		category: InfoCategory &log &optional;
		## ADD, REMOVE or EXPIRE.
		cmd: string &log &optional;
		state: InfoState &log &optional;
		## What the rule does.
		action: string &log &optional;
		target: TargetType &log &optional;
		entity_type: string &log &optional;
		entity: string &log &optional;
		## What is changed, or where it is sent.
		mod: string &log &optional;
		msg: string &log &optional;
		priority: int &log &optional;
		expire: interval &log &optional;
		location: string &log &optional;
		plugin: string &log &optional;
	};

	## Each line that is logged.
	global log_netcontrol: event(rec: Info);
}

redef record Rule += {
	# Plugins that took it, by number.
	_plugin_ids: set[count] &default=count_set();
	# Those that put it into effect.
	_active_plugin_ids: set[count] &default=count_set();
	# Those where it was there before, and stays.
	_no_expire_plugins: set[count] &default=count_set();
	# Whether all that took it put it into effect.
	_added: bool &default=F;
};

# Whether all plugins are ready; rules must wait for that.
global plugins_active: bool = F;
global zeek_init_done: bool = F;

global rule_counter: count = 1;
global plugin_counter: count = 1;

# Plugins by priority, and by number.
global plugins: vector of PluginState;
global plugin_ids: table[count] of PluginState;

global rules: table[string] of Rule;
global rules_by_subnets: table[subnet] of set[string];
global rule_entities: table[Entity, RuleType] of Rule;

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_netcontrol,
		$path="netcontrol", $policy=log_policy));
	}

# ---- the log

function host_shown(h: string, p: string): string
	{
	return fmt("%s/%s", h, p);
	}

function flow_shown(f: Flow): string
	{
	local shown = fmt("%s->%s",
		host_shown(f?$src_h ? cat(f$src_h) : "*", f?$src_p ? fmt("%d", f$src_p) : "*"),
		host_shown(f?$dst_h ? cat(f$dst_h) : "*", f?$dst_p ? fmt("%d", f$dst_p) : "*"));

	if ( f?$src_m || f?$dst_m )
		shown += fmt(" (%s->%s)", f?$src_m ? f$src_m : "*", f?$dst_m ? f$dst_m : "*");

	return shown;
	}

function entity_shown(e: Entity): string
	{
	switch ( e$ty )
		{
		case ADDRESS: return cat(e$ip);
		case CONNECTION: return fmt("%s/%d<->%s/%d", e$conn$orig_h, e$conn$orig_p,
			e$conn$resp_h, e$conn$resp_p);
		case FLOW: return flow_shown(e$flow);
		case MAC: return e$mac;
		}

	return "<unknown entity type>";
	}

function mod_shown(m: FlowMod): string
	{
	local shown = fmt("Src: %s (%s) Dst: %s (%s)",
		host_shown(m?$src_h ? cat(m$src_h) : "_", m?$src_p ? fmt("%d", m$src_p) : "_"),
		m?$src_m ? m$src_m : "_",
		host_shown(m?$dst_h ? cat(m$dst_h) : "_", m?$dst_p ? fmt("%d", m$dst_p) : "_"),
		m?$dst_m ? m$dst_m : "_");

	return m?$redirect_port ? fmt("%s -> %d", shown, m$redirect_port) : shown;
	}

function add_rule_to(info: Info, r: Rule)
	{
	info$rule_id = r$id;
	info$action = fmt("%s", r$ty);
	info$target = r$target;
	info$priority = r$priority;
	info$entity_type = fmt("%s", r$entity$ty);
	info$entity = entity_shown(r$entity);

	if ( r?$expire )
		info$expire = r$expire;

	if ( r?$location && r$location != "" )
		info$location = r$location;

	if ( r$ty == REDIRECT )
		info$mod = fmt("-> %d", r$out_port);
	else if ( r$ty == MODIFY )
		info$mod = mod_shown(r$mod);
	}

function log_msg(msg: string, p: PluginState)
	{
	Log::write(LOG, Info($ts=network_time(), $category=MESSAGE, $msg=msg,
		$plugin=p$plugin$name(p)));
	}

function log_error(msg: string, p: PluginState)
	{
	Log::write(LOG, Info($ts=network_time(), $category=ERROR, $msg=msg,
		$plugin=p$plugin$name(p)));
	}

function log_msg_no_plugin(msg: string)
	{
	Log::write(LOG, Info($ts=network_time(), $category=MESSAGE, $msg=msg));
	}

function log_rule(r: Rule, cmd: string, state: InfoState, p: PluginState,
	msg: string &default="")
	{
	local info = Info($ts=network_time(), $category=RULE, $cmd=cmd, $state=state,
		$plugin=p$plugin$name(p));

	if ( msg != "" )
		info$msg = msg;

	add_rule_to(info, r);
	Log::write(LOG, info);
	}

function log_rule_error(r: Rule, msg: string, p: PluginState)
	{
	local info = Info($ts=network_time(), $category=ERROR, $msg=msg,
		$plugin=p$plugin$name(p));

	add_rule_to(info, r);
	Log::write(LOG, info);
	}

function log_rule_no_plugin(r: Rule, state: InfoState, msg: string)
	{
	local info = Info($ts=network_time(), $category=RULE, $state=state, $msg=msg);

	add_rule_to(info, r);
	Log::write(LOG, info);
	}

# ---- rules of common kinds

function whitelist_subnet(s: subnet, t: interval, location: string): string
	{
	return add_rule(Rule($ty=WHITELIST, $priority=whitelist_priority, $target=FORWARD,
		$entity=Entity($ty=ADDRESS, $ip=s), $expire=t, $location=location));
	}

function whitelist_address(a: addr, t: interval, location: string): string
	{
	return whitelist_subnet(addr_to_subnet(a), t, location);
	}

function flow_entity(f: flow_id): Entity
	{
	return Entity($ty=FLOW, $flow=Flow($src_h=addr_to_subnet(f$src_h), $src_p=f$src_p,
		$dst_h=addr_to_subnet(f$dst_h), $dst_p=f$dst_p));
	}

function redirect_flow(f: flow_id, out_port: count, t: interval, location: string): string
	{
	return add_rule(Rule($ty=REDIRECT, $target=FORWARD, $entity=flow_entity(f), $expire=t,
		$location=location, $out_port=out_port));
	}

function quarantine_host(infected: addr, dns: addr, quarantine: addr, t: interval,
	location: string): vector of string
	{
	local host = addr_to_subnet(infected);
	local resolver = addr_to_subnet(dns);
	local ids: vector of string;

	# Nothing goes out,
	ids += add_rule(Rule($ty=DROP, $target=FORWARD, $expire=t, $location=location,
		$entity=Entity($ty=FLOW, $flow=Flow($src_h=host))));

	# but questions to the resolver, which the quarantine answers in its name,
	ids += add_rule(Rule($ty=MODIFY, $target=FORWARD, $expire=t, $location=location,
		$priority=+5, $mod=FlowMod($dst_h=quarantine),
		$entity=Entity($ty=FLOW, $flow=Flow($src_h=host, $dst_h=resolver,
			$dst_p=53/udp))));
	ids += add_rule(Rule($ty=MODIFY, $target=FORWARD, $expire=t, $location=location,
		$priority=+5, $mod=FlowMod($src_h=dns),
		$entity=Entity($ty=FLOW, $flow=Flow($src_h=resolver, $src_p=53/udp,
			$dst_h=host))));

	# and requests to the quarantine itself.
	ids += add_rule(Rule($ty=WHITELIST, $target=FORWARD, $expire=t, $location=location,
		$priority=+5,
		$entity=Entity($ty=FLOW, $flow=Flow($src_h=host,
			$dst_h=addr_to_subnet(quarantine), $dst_p=80/tcp))));
	return ids;
	}

# ---- plugins

function check_plugins()
	{
	if ( plugins_active )
		return;

	for ( _, p in plugins )
		if ( ! p$_activated )
			return;

	plugins_active = T;

	if ( |plugins| > 0 )
		log_msg_no_plugin("plugin initialization done");

	event NetControl::init_done();
	}

function plugin_activated(p: PluginState)
	{
	if ( p$_id !in plugin_ids )
		{
		log_error("unknown plugin activated", p);
		return;
		}

	if ( plugin_ids[p$_id]$_activated )
		return;

	plugin_ids[p$_id]$_activated = T;
	log_msg("activation finished", p);

	if ( zeek_init_done )
		check_plugins();
	}

event zeek_init() &priority=-5
	{
	event NetControl::init();
	}

event NetControl::init() &priority=-20
	{
	zeek_init_done = T;
	check_plugins();

	if ( ! plugins_active )
		log_msg_no_plugin("waiting for plugins to initialize");
	}

function by_priority(p1: PluginState, p2: PluginState): int
	{
	return p2$_priority - p1$_priority;
	}

function activate_impl(p: PluginState, priority: int)
	{
	p$_priority = priority;
	p$_id = plugin_counter;
	++plugin_counter;

	plugins += p;
	sort(plugins, by_priority);
	plugin_ids[p$_id] = p;

	if ( ! p$plugin?$init )
		{
		plugin_activated(p);
		return;
		}

	log_msg(fmt("activating plugin with priority %d", priority), p);
	p$plugin$init(p);
	}

# ---- which rules concern whom

function subnets_of(e: Entity): vector of subnet
	{
	local nets: vector of subnet;

	switch ( e$ty )
		{
		case ADDRESS:
			nets += e$ip;
			break;
		case CONNECTION:
			nets += addr_to_subnet(e$conn$orig_h);
			nets += addr_to_subnet(e$conn$resp_h);
			break;
		case FLOW:
			if ( e$flow?$src_h )
				nets += e$flow$src_h;

			if ( e$flow?$dst_h )
				nets += e$flow$dst_h;
			break;
		}

	return nets;
	}

function add_subnet_entry(r: Rule)
	{
	for ( _, net in subnets_of(r$entity) )
		{
		if ( ! check_subnet(net, rules_by_subnets) )
			rules_by_subnets[net] = set();

		add rules_by_subnets[net][r$id];
		}
	}

function remove_subnet_entry(r: Rule)
	{
	for ( _, net in subnets_of(r$entity) )
		{
		if ( ! check_subnet(net, rules_by_subnets) )
			next;

		delete rules_by_subnets[net][r$id];

		if ( |rules_by_subnets[net]| == 0 )
			delete rules_by_subnets[net];
		}
	}

function find_rules_subnet(sn: subnet): vector of Rule
	{
	local found: vector of Rule;

	for ( _, net in matching_subnets(sn, rules_by_subnets) )
		for ( id in rules_by_subnets[net] )
			found += rules[id];

	return found;
	}

function find_rules_addr(ip: addr): vector of Rule
	{
	return find_rules_subnet(addr_to_subnet(ip));
	}

# ---- adding and removing

# Asks the plugins, until those of one priority took the rule.
function offer(r: Rule): bool
	{
	local taken = F;
	local priority: int = +0;

	for ( _, p in plugins )
		{
		if ( ! p$_activated )
			next;

		if ( taken && p$_priority != priority )
			break;

		if ( ! p$plugin$add_rule(p, r) )
			next;

		taken = T;
		priority = p$_priority;
		log_rule(r, "ADD", REQUESTED, p);
		add r$_plugin_ids[p$_id];
		}

	return taken;
	}

function add_rule_impl(r: Rule): string
	{
	if ( ! plugins_active )
		{
		log_rule_no_plugin(r, FAILED, "plugins not initialized yet");
		return "";
		}

	r$cid = ++rule_counter;

	if ( r$id == "" )
		r$id = cat(r$cid);

	if ( ! hook NetControl::rule_policy(r) )
		return "";

	if ( [r$entity, r$ty] in rule_entities )
		{
		log_rule_no_plugin(r, FAILED, "discarded duplicate insertion");
		return "";
		}

	if ( ! offer(r) )
		{
		log_rule_no_plugin(r, FAILED, "not supported");
		return "";
		}

	rules[r$id] = r;
	rule_entities[r$entity, r$ty] = r;
	add_subnet_entry(r);
	event NetControl::rule_new(r);
	return r$id;
	}

# Forgets a rule that no plugin has in effect any more.
function rule_cleanup(r: Rule)
	{
	if ( |r$_active_plugin_ids| > 0 )
		return;

	remove_subnet_entry(r);
	delete rule_entities[r$entity, r$ty];
	delete rules[r$id];
	event NetControl::rule_destroyed(r);
	}

function delete_rule_impl(id: string, reason: string): bool
	{
	if ( id !in rules )
		{
		Reporter::error(fmt("Rule %s does not exist in NetControl::delete_rule", id));
		return F;
		}

	local r = rules[id];

	r$_active_plugin_ids = set();
	rule_cleanup(r);
	log_rule_no_plugin(r, REMOVED, reason == "" ? "delete_rule" :
		fmt("delete_rule: %s", reason));
	return T;
	}

function remove_rule_plugin(r: Rule, p: PluginState, reason: string &default=""): bool
	{
	if ( p$plugin$remove_rule(p, r, reason) )
		{
		log_rule(r, "REMOVE", REQUESTED, p, reason);
		return T;
		}

	log_rule_error(r, reason == "" ? "remove failed" :
		fmt("remove failed (original reason: %s)", reason), p);
	return F;
	}

function remove_rule_impl(id: string, reason: string): bool
	{
	if ( id !in rules )
		{
		Reporter::error(fmt("Rule %s does not exist in NetControl::remove_rule", id));
		return F;
		}

	local success = T;

	for ( number in rules[id]$_active_plugin_ids )
		success = remove_rule_plugin(rules[id], plugin_ids[number], reason);

	return success;
	}

function clear()
	{
	for ( id in rules )
		remove_rule(id);
	}

# ---- what plugins tell; the rule that they give may be a copy

# Whether a plugin speaks of a rule that it took; complains if not.
function is_its_own(r: Rule, p: PluginState, unknown: string, foreign: string): bool
	{
	if ( r$id !in rules )
		{
		log_rule_error(r, unknown, p);
		return F;
		}

	if ( p$_id in rules[r$id]$_plugin_ids )
		return T;

	log_rule_error(r, foreign, p);
	return F;
	}

function rule_added_impl(r: Rule, p: PluginState, exists: bool, msg: string &default="")
	&is_used
	{
	if ( ! is_its_own(r, p, "Addition of unknown rule",
	                  "Rule added to non-responsible plugin") )
		return;

	local own = rules[r$id];

	if ( exists )
		add own$_no_expire_plugins[p$_id];

	log_rule(r, "ADD", exists ? EXISTS : SUCCEEDED, p, msg);
	add own$_active_plugin_ids[p$_id];

	if ( |own$_plugin_ids| == |own$_active_plugin_ids| )
		own$_added = T;

	hook NetControl::rule_added_policy(own, p, exists, msg);
	}

function rule_expire_impl(r: Rule, p: PluginState) &is_used
	{
	if ( zeek_is_terminating() || r$id !in rules )
		return;

	local own = rules[r$id];

	if ( p$_id !in own$_no_expire_plugins )
		{
		event NetControl::rule_timeout(r, FlowInfo(), p);
		return;
		}

	# What was there before stays there.
	delete own$_active_plugin_ids[p$_id];
	delete own$_no_expire_plugins[p$_id];
	rule_cleanup(own);
	}

function rule_removed_impl(r: Rule, p: PluginState, msg: string &default="") &is_used
	{
	if ( ! is_its_own(r, p, "Removal of non-existing rule",
	                  "Removed from non-assigned plugin") )
		return;

	local own = rules[r$id];

	delete own$_active_plugin_ids[p$_id];
	log_rule(own, "REMOVE", SUCCEEDED, p, msg);
	rule_cleanup(own);
	}

function traffic_shown(i: FlowInfo): string
	{
	local parts: vector of string;

	if ( i?$packet_count )
		parts += fmt("Packets: %d", i$packet_count);

	if ( i?$byte_count )
		parts += fmt("Bytes: %s", i$byte_count);

	return join_string_vec(parts, " ");
	}

function rule_timeout_impl(r: Rule, i: FlowInfo, p: PluginState) &is_used
	{
	if ( r$id !in rules )
		{
		log_rule_error(r, "Timeout of non-existing rule", p);
		return;
		}

	local own = rules[r$id];

	log_rule(own, "EXPIRE", TIMEOUT, p, traffic_shown(i));

	# Who cannot end rules must be told to.
	if ( ! p$plugin$can_expire )
		{
		remove_rule_plugin(own, p);
		return;
		}

	if ( ! is_its_own(r, p, "", "Timeout from non-assigned plugin") )
		return;

	delete own$_active_plugin_ids[p$_id];
	rule_cleanup(own);
	}

function rule_error_impl(r: Rule, p: PluginState, msg: string &default="") &is_used
	{
	if ( r$id !in rules )
		{
		log_rule_error(r, "Error of non-existing rule", p);
		return;
		}

	local own = rules[r$id];

	log_rule_error(own, msg, p);

	if ( ! is_its_own(r, p, "", "Error from non-assigned plugin") )
		return;

	# One that fails to end counts as ended; one that fails to begin is kept only if
	# others took it, too.
	local was_active = p$_id in own$_active_plugin_ids;

	delete own$_plugin_ids[p$_id];
	delete own$_active_plugin_ids[p$_id];

	if ( was_active || |own$_plugin_ids| == 0 )
		rule_cleanup(own);
	}
