# Rules for programs elsewhere: what acld is asked, and what comes of its answers.
@load base/frameworks/netcontrol

redef Log::default_writer = Log::WRITER_NONE;

global acld: NetControl::PluginState;
global other: NetControl::PluginState;

event NetControl::log_netcontrol(rec: NetControl::Info)
	{
	print rec$category, rec?$cmd ? rec$cmd : "-", rec?$state ? cat(rec$state) : "-",
		rec?$entity ? rec$entity : "-", rec?$msg ? rec$msg : "-", rec?$plugin ? rec$plugin : "-";
	}

hook NetControl::acld_rule_policy(p: NetControl::PluginState, r: NetControl::Rule,
		ar: NetControl::AclRule)
	{
	print "acl", p$acld_id, r$ty, ar;

	if ( /^droptcpport/ in ar$command )
		ar$command = "";
	}

event NetControl::init()
	{
	acld = NetControl::create_acld(NetControl::AcldConfig($acld_topic="acl",
		$acld_host=127.0.0.1, $acld_port=1234/tcp));
	other = NetControl::create_broker(NetControl::BrokerConfig($topic="rules",
		$host=127.0.0.1, $bport=1235/tcp, $forward=F), T);
	NetControl::activate(acld, 10);
	NetControl::activate(other, 5);

	for ( _, p in vector(1234/tcp, 1235/tcp, 1236/tcp) )
		event Broker::peer_added(Broker::EndpointInfo($id="x",
			$network=Broker::NetworkInfo($address="127.0.0.1", $bound_port=p)), "hello");
	}

global rules: table[count] of NetControl::Rule;

function ask(ty: NetControl::RuleType, e: NetControl::Entity, t: NetControl::TargetType)
	{
	local r = NetControl::Rule($ty=ty, $target=t, $entity=e, $expire=0sec,
		$location="here");
	local id = NetControl::add_rule(r);
	print "asked", id;

	if ( id != "" )
		rules[r$cid] = r;
	}

function flow(f: NetControl::Flow): NetControl::Entity
	{
	return NetControl::Entity($ty=NetControl::FLOW, $flow=f);
	}

event more()
	{
	print NetControl::remove_rule("2", "over"), NetControl::remove_rule("3", "over");
	}

event NetControl::init_done()
	{
	local host = NetControl::Entity($ty=NetControl::ADDRESS, $ip=10.0.0.1/32);

	for ( _, ty in vector(NetControl::DROP, NetControl::WHITELIST) )
		{
		ask(ty, host, NetControl::FORWARD);
		ask(ty, flow([$dst_h=10.0.0.2/32, $dst_p=80/tcp]), NetControl::FORWARD);
		ask(ty, flow([$dst_h=10.0.0.2/32, $dst_p=53/udp]), NetControl::FORWARD);
		ask(ty, flow([$dst_h=10.0.0.0/24, $dst_p=53/udp]), NetControl::FORWARD);
		ask(ty, flow([$src_h=10.0.0.1/32, $dst_h=[2001:db8::1]/128]), NetControl::FORWARD);
		ask(ty, flow([$dst_p=80/tcp]), NetControl::FORWARD);
		ask(ty, flow([$dst_p=53/udp]), NetControl::FORWARD);
		ask(ty, flow([$src_p=53/udp]), NetControl::FORWARD);
		}

	ask(NetControl::DROP, NetControl::Entity($ty=NetControl::ADDRESS, $ip=10.0.0.7/32),
		NetControl::MONITOR);

	local ids: vector of count;
	for ( cid in rules )
		ids += cid;
	sort(ids, function(a: count, b: count): int { return a < b ? -1 : 1; });

	event NetControl::acld_rule_added(0, rules[ids[0]], "added");
	event NetControl::acld_rule_exists(0, rules[ids[1]], "there");
	event NetControl::acld_rule_error(0, rules[ids[2]], "no");
	event NetControl::acld_rule_removed(0, rules[ids[0]], "gone");
	event NetControl::acld_rule_added(7, rules[ids[0]], "whose");
	event NetControl::broker_rule_added(0, rules[ids[|ids| - 1]], "added");
	event NetControl::broker_rule_timeout(0, rules[ids[|ids| - 1]],
		NetControl::FlowInfo($packet_count=3));
	event NetControl::broker_rule_removed(9, rules[ids[0]], "whose");
	event more();
	}
