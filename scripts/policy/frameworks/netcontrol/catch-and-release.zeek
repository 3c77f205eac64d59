##! Drops a host for a short time, lets it in again, and watches: if it comes back, it is
##! dropped for longer, and longer still the next time.

@load base/frameworks/cluster
@load base/frameworks/netcontrol

module NetControl;

export {
	redef enum Log::ID += { CATCH_RELEASE };

	global log_policy_catch_release: Log::PolicyHook;

	## What is known of a host that is dropped or watched.
	type BlockInfo: record {
		## Until when it is dropped.
		block_until: time &optional;
		## Until when it is watched after that.
		watch_until: time;
		## How often it came back.
		num_reblocked: count &default=0;
		## Its place in `catch_release_intervals`.
		current_interval: count;
		## The rule that drops it.
		current_block_id: string;
		location: string &optional;
	};

	## What has happened with a host.
	type CatchReleaseActions: enum {
		INFO,
		## It is watched; somebody else drops it.
		ADDED,
		## A rule was asked for.
		DROP_REQUESTED,
		## The rule is in effect.
		DROPPED,
		## The rule has ended.
		UNBLOCK,
		## It is watched no more.
		FORGOTTEN,
		## It came back.
		SEEN_AGAIN,
	};

	## A line of netcontrol_catch_release.log.
	type CatchReleaseInfo: record {
		ts: time &log;
		rule_id: string &log &optional;
		ip: addr &log;
		action: CatchReleaseActions &log;
		block_interval: interval &log &optional;
		watch_interval: interval &log &optional;
		blocked_until: time &log &optional;
		watched_until: time &log &optional;
		num_blocked: count &log &optional;
		location: string &log &optional;
		message: string &log &optional;
		plugin: string &log &optional;
	};

	## Drops a host and watches it; what is known of it. `watch_until` is 0 if no rule
	## could be made.
	global drop_address_catch_release: function(a: addr, location: string &default="")
		: BlockInfo;

	## Lets a host in again, and forgets it; F if it was not known.
	global unblock_address_catch_release: function(a: addr, reason: string &default="")
		: bool;

	## Tells that a host was seen; new connections do so by themselves.
	global catch_release_seen: function(a: addr);

	## What is known of a host; `watch_until` is 0 if nothing is.
	global get_catch_release_info: function(a: addr): BlockInfo;

	## A host is watched no more.
	global catch_release_forgotten: event(a: addr, bi: BlockInfo);

	## Whether connections count as a sign that a host has come back.
	const watch_connections = T &redef;

	## Whether hosts that are seen although they should be dropped are logged.
	option catch_release_warn_blocked_ip_encountered = F;

	## How long a host is dropped the first time, the second and so on. It is watched for
	## as long as it would be dropped the next time.
	const catch_release_intervals: vector of interval = vector(10min, 1hr, 24hrs, 7days)
		&redef;

	## Each line that is logged.
	global log_netcontrol_catch_release: event(rec: CatchReleaseInfo);

	# What the nodes of a cluster tell each other.
	global catch_release_block_new: event(a: addr, b: BlockInfo);
	global catch_release_block_delete: event(a: addr);
	global catch_release_add: event(a: addr, location: string);
	global catch_release_delete: event(a: addr, reason: string);
	global catch_release_encountered: event(a: addr);
}

# Whom the manager was told of lately.
global catch_release_recently_notified: set[addr] &create_expire=30secs;

event zeek_init() &priority=5
	{
	Log::create_stream(CATCH_RELEASE, Log::Stream($columns=CatchReleaseInfo,
		$ev=log_netcontrol_catch_release, $path="netcontrol_catch_release",
		$policy=log_policy_catch_release));
	}

# Whether this node decides: the only one, or the manager of a cluster.
function decides(): bool
	{
	return ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::MANAGER;
	}

function tell_workers(a: addr, bi: BlockInfo)
	{
	if ( Cluster::is_enabled() )
		Cluster::publish(Cluster::worker_topic, NetControl::catch_release_block_new, a,
			bi);
	}

# The interval after one of a number, if there is another.
function get_watch_interval(current_interval: count): interval
	{
	if ( current_interval + 1 in catch_release_intervals )
		++current_interval;

	return catch_release_intervals[current_interval];
	}

function populate_log_record(ip: addr, bi: BlockInfo, action: CatchReleaseActions)
	: CatchReleaseInfo
	{
	local log = CatchReleaseInfo($ts=network_time(), $ip=ip, $action=action,
		$block_interval=catch_release_intervals[bi$current_interval],
		$watch_interval=get_watch_interval(bi$current_interval),
		$watched_until=bi$watch_until, $num_blocked=bi$num_reblocked + 1);

	if ( bi?$block_until )
		log$blocked_until = bi$block_until;

	if ( bi$current_block_id != "" )
		log$rule_id = bi$current_block_id;

	if ( bi?$location )
		log$location = bi$location;

	return log;
	}

function log_action(ip: addr, bi: BlockInfo, action: CatchReleaseActions,
	message: string &default="", plugin: string &default="")
	{
	local log = populate_log_record(ip, bi, action);

	if ( message != "" )
		log$message = message;

	if ( plugin != "" )
		log$plugin = plugin;

	Log::write(CATCH_RELEASE, log);
	}

function per_block_interval(t: table[addr] of BlockInfo, a: addr): interval
	{
	local left = t[a]$watch_until - network_time();

	if ( left > 0secs )
		return left;

	if ( decides() )
		{
		log_action(a, t[a], FORGOTTEN);
		event NetControl::catch_release_forgotten(a, t[a]);
		}

	return 0secs;
	}

# The hosts that are dropped or watched.
global blocks: table[addr] of BlockInfo = {} &create_expire=0secs
	&expire_func=per_block_interval;

# ---- what becomes of the rules

# Whether a rule drops a single host that is known here.
function cr_check_rule(r: Rule): bool &is_used
	{
	if ( ! decides() || r$ty != DROP || r$entity$ty != ADDRESS )
		return F;

	local net = r$entity$ip;

	return subnet_width(net) == (is_v4_subnet(net) ? 32 : 128) &&
		subnet_to_addr(net) in blocks;
	}

function log_rule_action(r: Rule, p: PluginState, action: CatchReleaseActions,
	message: string)
	{
	local ip = subnet_to_addr(r$entity$ip);

	log_action(ip, blocks[ip], action, message, p$plugin$name(p));
	}

event rule_added(r: Rule, p: PluginState, msg: string)
	{
	if ( cr_check_rule(r) )
		log_rule_action(r, p, DROPPED, msg);
	}

event rule_exists(r: Rule, p: PluginState, msg: string)
	{
	if ( cr_check_rule(r) )
		log_rule_action(r, p, INFO,
			msg + "Existing rule encountered while inserting rule");
	}

event rule_error(r: Rule, p: PluginState, msg: string)
	{
	if ( cr_check_rule(r) )
		log_rule_action(r, p, INFO, "Error occurred during rule operation: " + msg);
	}

event rule_timeout(r: Rule, i: FlowInfo, p: PluginState)
	{
	if ( ! cr_check_rule(r) )
		return;

	local bi = blocks[subnet_to_addr(r$entity$ip)];
	local message = "";

	if ( bi?$block_until )
		{
		local late = network_time() - bi$block_until;

		if ( late > 1min || late < -1min )
			message = fmt("Difference between network_time and block time excessive: %f",
				late);
		}

	log_rule_action(r, p, UNBLOCK, message);
	}

# ---- what other nodes tell

event catch_release_add(a: addr, location: string)
	{
	if ( Cluster::is_enabled() && decides() )
		drop_address_catch_release(a, location);
	}

event catch_release_delete(a: addr, reason: string)
	{
	if ( Cluster::is_enabled() && decides() )
		unblock_address_catch_release(a, reason);
	}

event catch_release_encountered(a: addr)
	{
	if ( Cluster::is_enabled() && decides() )
		catch_release_seen(a);
	}

event catch_release_block_new(a: addr, b: BlockInfo)
	{
	if ( ! decides() )
		blocks[a] = b;
	}

event catch_release_block_delete(a: addr)
	{
	if ( ! decides() )
		delete blocks[a];
	}

# ---- dropping and letting in

function unknown_block(): BlockInfo
	{
	return BlockInfo($watch_until=double_to_time(0.0), $current_interval=0,
		$current_block_id="");
	}

function get_catch_release_info(a: addr): BlockInfo
	{
	return a in blocks ? blocks[a] : unknown_block();
	}

# A host that is watched from now on.
function new_block(rule_id: string, location: string): BlockInfo
	{
	local bi = BlockInfo($watch_until=network_time() + catch_release_intervals[1],
		$current_interval=0, $current_block_id=rule_id);

	if ( location != "" )
		bi$location = location;

	return bi;
	}

function keep_block(a: addr, bi: BlockInfo, action: CatchReleaseActions, message: string)
	{
	blocks[a] = bi;
	tell_workers(a, bi);
	log_action(a, bi, action, message);
	}

function drop_address_catch_release(a: addr, location: string): BlockInfo
	{
	if ( a in blocks )
		{
		log_action(a, blocks[a], INFO,
			"Already blocked using catch-and-release - ignoring duplicate");
		return blocks[a];
		}

	local e = Entity($ty=ADDRESS, $ip=addr_to_subnet(a));
	local is_dropped = [e, DROP] in rule_entities;
	local bi = new_block(is_dropped ? rule_entities[e, DROP]$id : "", location);

	if ( ! decides() )
		{
		if ( ! is_dropped )
			bi$block_until = network_time() + catch_release_intervals[0];

		Cluster::publish(Cluster::manager_topic, NetControl::catch_release_add, a,
			location);
		return bi;
		}

	if ( is_dropped )
		{
		keep_block(a, bi, ADDED, "Address already blocked outside of catch-and-release. Catch and release will monitor and only actively block if it appears in network traffic.");
		return bi;
		}

	bi$current_block_id = drop_address(a, catch_release_intervals[0], location);

	if ( bi$current_block_id == "" )
		{
		Reporter::error(fmt("Catch and release could not add block for %s; failing.",
			a));
		return unknown_block();
		}

	bi$block_until = network_time() + catch_release_intervals[0];
	keep_block(a, bi, DROP_REQUESTED, "");
	return bi;
	}

function unblock_address_catch_release(a: addr, reason: string): bool
	{
	if ( a !in blocks )
		return F;

	if ( ! decides() )
		{
		Cluster::publish(Cluster::manager_topic, NetControl::catch_release_delete, a,
			reason);
		return T;
		}

	local bi = blocks[a];

	log_action(a, bi, UNBLOCK, reason);
	delete blocks[a];

	if ( bi?$block_until && bi$block_until > network_time() &&
	     bi$current_block_id != "" )
		remove_rule(bi$current_block_id, reason);

	if ( Cluster::is_enabled() )
		Cluster::publish(Cluster::worker_topic, NetControl::catch_release_block_delete,
			a);

	return T;
	}

# Drops a host that has come back, for longer than before.
function drop_again(a: addr, bi: BlockInfo)
	{
	if ( bi$current_interval + 1 in catch_release_intervals )
		++bi$current_interval;

	local length = catch_release_intervals[bi$current_interval];

	bi$watch_until = network_time() + get_watch_interval(bi$current_interval);
	bi$block_until = network_time() + length;
	++bi$num_reblocked;
	bi$current_block_id = drop_address(a, length,
		fmt("Re-drop by catch-and-release: %s", bi?$location ? bi$location : ""));

	# Its time in the table begins anew.
	blocks[a] = bi;
	log_action(a, bi, SEEN_AGAIN);
	}

function catch_release_seen(a: addr)
	{
	if ( a !in blocks )
		return;

	if ( ! decides() )
		{
		if ( a !in catch_release_recently_notified )
			{
			add catch_release_recently_notified[a];
			Cluster::publish(Cluster::manager_topic,
				NetControl::catch_release_encountered, a);
			}

		return;
		}

	# A rule takes a moment until it has its effect.
	if ( [Entity($ty=ADDRESS, $ip=addr_to_subnet(a)), DROP] in rule_entities )
		{
		if ( catch_release_warn_blocked_ip_encountered )
			log_action(a, blocks[a], INFO,
				"Block seen while in rule_entities. No action taken.");

		return;
		}

	drop_again(a, blocks[a]);
	tell_workers(a, blocks[a]);
	}

# ---- signs that a host has come back

function connection_seen(c: connection)
	{
	if ( watch_connections )
		catch_release_seen(c$id$orig_h);
	}

event new_connection(c: connection)
	{
	connection_seen(c);
	}

event connection_established(c: connection)
	{
	connection_seen(c);
	}

event partial_connection(c: connection)
	{
	connection_seen(c);
	}

event connection_attempt(c: connection)
	{
	connection_seen(c);
	}

event connection_rejected(c: connection)
	{
	connection_seen(c);
	}

event connection_reset(c: connection)
	{
	connection_seen(c);
	}

event connection_pending(c: connection)
	{
	connection_seen(c);
	}
