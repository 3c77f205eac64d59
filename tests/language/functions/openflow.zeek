# Flows asked of OpenFlow controllers: what a connection matches, cookies, and rules
# of NetControl as flows.
@load base/frameworks/openflow
@load base/frameworks/netcontrol

redef Log::default_writer = Log::WRITER_NONE;

global noted: OpenFlow::Controller;

event OpenFlow::log_openflow(rec: OpenFlow::Info)
	{
	print "log", rec$dpid, rec$match, rec$flow_mod;
	}

event OpenFlow::controller_activated(name: string, controller: OpenFlow::Controller)
	{
	print "active", name, controller$supports_flow_removed;
	}

event OpenFlow::flow_mod_success(name: string, match: OpenFlow::ofp_match,
		flow_mod: OpenFlow::ofp_flow_mod, msg: string)
	{
	print "done", name, flow_mod$command, flow_mod$cookie, msg;
	}

event OpenFlow::flow_mod_failure(name: string, match: OpenFlow::ofp_match,
		flow_mod: OpenFlow::ofp_flow_mod, msg: string)
	{
	print "failed", name, flow_mod$command, msg;
	}

event NetControl::init()
	{
	noted = OpenFlow::log_new(42);
	NetControl::activate(NetControl::create_openflow(noted,
		NetControl::OfConfig($monitor=T, $forward=T, $priority_offset=+5)), 10);
	}

event more()
	{
	print NetControl::remove_rule("2", "over");
	}

event NetControl::init_done()
	{

	local v4 = conn_id($orig_h=10.0.0.1, $orig_p=1/tcp, $resp_h=10.0.0.2, $resp_p=2/tcp);
	print OpenFlow::match_conn(v4);
	print OpenFlow::match_conn(v4, T);
	local cookie = OpenFlow::generate_cookie(77);
	print cookie, OpenFlow::get_cookie_uid(cookie), OpenFlow::get_cookie_gid(cookie);
	NetControl::drop_address(10.0.0.1, 1min);
	NetControl::shunt_flow(flow_id($src_h=10.0.0.1, $src_p=1/tcp, $dst_h=10.0.0.2,
		$dst_p=2/tcp), 1min);
	NetControl::redirect_flow(flow_id($src_h=10.0.0.1, $src_p=1/udp, $dst_h=10.0.0.2,
		$dst_p=2/udp), 5, 1min);
	NetControl::quarantine_host(10.0.0.4, 10.0.0.5, 10.0.0.6, 1min);
	event more();
	}

event zeek_init()
	{
	local ryu = OpenFlow::ryu_new(127.0.0.1, 8080, 17);
	ryu$state$ryu_debug = T;
	print ryu$describe(ryu$state);
	OpenFlow::flow_mod(ryu, OpenFlow::ofp_match($in_port=3, $nw_src=10.0.0.0/24),
		OpenFlow::ofp_flow_mod($cookie=OpenFlow::generate_cookie(1), $command=OpenFlow::OFPFC_ADD,
			$actions=OpenFlow::ofp_flow_action($out_ports=vector(1, 2))));
	}

event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string) &priority=-5
	{
	local c = OpenFlow::lookup_controller("OpenFlow::BROKERfar")[0];
	print c$describe(c$state), OpenFlow::flow_clear(c);
	print OpenFlow::flow_mod(c, OpenFlow::ofp_match(), OpenFlow::ofp_flow_mod(
		$cookie=OpenFlow::generate_cookie(2), $command=OpenFlow::OFPFC_DELETE));
	}

event zeek_init() &priority=-1
	{
	local c = OpenFlow::broker_new("far", 127.0.0.1, 1234/tcp, "flows", 7);
	print OpenFlow::flow_clear(c), |OpenFlow::lookup_controller("nobody")|;
	event Broker::peer_added(Broker::EndpointInfo($id="x",
		$network=Broker::NetworkInfo($address="127.0.0.1", $bound_port=1234/tcp)), "hello");
	event Broker::peer_added(Broker::EndpointInfo($id="x",
		$network=Broker::NetworkInfo($address="127.0.0.1", $bound_port=1234/tcp)), "again");
	}
