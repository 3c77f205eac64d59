##! For a process that gives another one a command and then ends:
##!
##!     pyzeek frameworks/control/controller Control::host=... Control::host_port=...
##!         Control::cmd=... [Control::arg=...]

@load base/frameworks/broker
@load base/frameworks/control

module Control;

event zeek_init() &priority=5
	{
	if ( cmd !in commands )
		{
		Reporter::error(fmt("The '%s' control command is unknown.", cmd));
		terminate();
		}

	Broker::subscribe(Control::topic_prefix);
	Broker::peer(cat(host), host_port);
	}

# One answer, and all is done.

event Control::id_value_response(id: string, val: string) &priority=-10
	{
	event terminate_event();
	}

event Control::peer_status_response(s: string) &priority=-10
	{
	event terminate_event();
	}

event Control::net_stats_response(s: string) &priority=-10
	{
	event terminate_event();
	}

event Control::configuration_update_response() &priority=-10
	{
	event terminate_event();
	}

event Control::shutdown_response() &priority=-10
	{
	event terminate_event();
	}

# Constants that may be changed; variables hold what the other process knows.
function configurable_ids(): id_table
	{
	local chosen: id_table = table();

	for ( name, what in global_ids() )
		if ( name !in ignore_ids && what$constant && what$redefinable &&
		     what$type_name != "func" )
			chosen[name] = what;

	return chosen;
	}

function send_configuration(topic: string)
	{
	local sent = 0;

	for ( name in configurable_ids() )
		if ( Broker::publish_id(topic, name) )
			++sent;

	Reporter::info(fmt("Control framework sent %d IDs", sent));
	}

function send_control_request(topic: string)
	{
	switch ( cmd )
		{
		case "id_value":
			if ( arg == "" )
				Reporter::fatal("The Control::id_value command requires that Control::arg also has some value.");

			Broker::publish(topic, Control::id_value_request, arg);
			break;
		case "peer_status":
			Broker::publish(topic, Control::peer_status_request);
			break;
		case "net_stats":
			Broker::publish(topic, Control::net_stats_request);
			break;
		case "shutdown":
			Broker::publish(topic, Control::shutdown_request);
			break;
		case "configuration_update":
			Broker::publish(topic, Control::configuration_update_request);
			break;
		default:
			Reporter::fatal(fmt("unhandled Control::cmd, %s", cmd));
			break;
		}
	}

event Broker::peer_added(endpoint: Broker::EndpointInfo, msg: string) &priority=-10
	{
	local topic = fmt("%s/%s", Control::topic_prefix, endpoint$id);

	if ( cmd == "configuration_update" )
		send_configuration(topic);

	send_control_request(topic);
	}
