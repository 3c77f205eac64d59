# Rules about traffic: which plugin takes them, what becomes of them, whom they concern.
@load base/frameworks/netcontrol

redef Log::default_writer = Log::WRITER_NONE;

event NetControl::log_netcontrol(rec: NetControl::Info)
	{
	print rec$category, rec?$cmd ? rec$cmd : "-", rec?$state ? cat(rec$state) : "-",
		rec?$entity ? rec$entity : "-", rec?$mod ? rec$mod : "-",
		rec?$msg ? rec$msg : "-", rec?$plugin ? rec$plugin : "-";
	}

event NetControl::log_netcontrol_drop(rec: NetControl::DropInfo)
	{
	print "drop", rec$rule_id, rec$orig_h, rec?$resp_h, rec$expire, rec?$location;
	}

event NetControl::log_netcontrol_shunt(rec: NetControl::ShuntInfo)
	{
	print "shunt", rec$rule_id, rec$f;
	}

hook NetControl::rule_policy(r: NetControl::Rule)
	{
	if ( r$entity?$ip && 10.0.0.9 in r$entity$ip )
		break;
	}

event NetControl::rule_new(r: NetControl::Rule) { print "new", r$id; }
event NetControl::rule_destroyed(r: NetControl::Rule) { print "destroyed", r$id; }

event NetControl::init()
	{
	NetControl::activate(NetControl::create_debug(F, "refuses"), 20);
	NetControl::activate(NetControl::create_debug(T, "takes"), 10);
	NetControl::activate(NetControl::create_debug(T, "too late"), 0);
	}

event more()
	{
	print |NetControl::find_rules_addr(10.0.0.1)|, |NetControl::find_rules_subnet(10.0.0.0/24)|;
	print NetControl::delete_rule("2", "enough"), NetControl::remove_rule("5", "over");
	}

event NetControl::init_done()
	{
	local flow = flow_id($src_h=10.0.0.1, $src_p=1/tcp, $dst_h=10.0.0.2, $dst_p=2/tcp);
	local conn = conn_id($orig_h=10.0.0.3, $orig_p=1/tcp, $resp_h=10.0.0.2, $resp_p=2/tcp);
	print NetControl::drop_address(10.0.0.1, 0sec, "why");
	print NetControl::drop_address(10.0.0.1, 0sec);
	print NetControl::drop_address(10.0.0.9, 0sec);
	print NetControl::drop_connection(conn, 1min);
	print NetControl::shunt_flow(flow, 1min);
	print NetControl::redirect_flow(flow, 5, 1min);
	print NetControl::whitelist_subnet(10.0.0.0/24, 1min);
	print NetControl::quarantine_host(10.0.0.4, 10.0.0.5, 10.0.0.6, 1min);
	event more();
	}
