@load base/frameworks/broker
@load ./api

module SupervisorControl;

export {
	const topic_prefix: string = "zeek/supervisor" &redef;
	const enable_listen: bool = F &redef;

	global create_request: event(reqid: string, node: Supervisor::NodeConfig);
	global create_response: event(reqid: string, result: string);
	global status_request: event(reqid: string, node: string);
	global status_response: event(reqid: string, result: Supervisor::Status);
	global restart_request: event(reqid: string, node: string);
	global restart_response: event(reqid: string, result: bool);
	global destroy_request: event(reqid: string, node: string);
	global destroy_response: event(reqid: string, result: bool);
	global stop_request: event();
	global node_status: event(node: string, pid: count);
}
