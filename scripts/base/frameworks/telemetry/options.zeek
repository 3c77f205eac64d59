module Telemetry;

export {
	const metrics_address: string = getenv("ZEEK_DEFAULT_LISTEN_ADDRESS") &redef;
	const metrics_port: port = 0/unknown &redef;
	const metrics_endpoint_label: string = "node" &redef;
	const metrics_endpoint_name: string = "" &redef;
}
