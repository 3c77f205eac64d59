##! Where MQTT is looked for, and the form of its logs.

@load ./consts

module MQTT;

export {
	redef enum Log::ID += { CONNECT_LOG, SUBSCRIBE_LOG, PUBLISH_LOG };

	global log_policy_connect: Log::PolicyHook;
	global log_policy_publish: Log::PolicyHook;
	global log_policy_subscribe: Log::PolicyHook;

	## Ports of MQTT servers.
	const ports: set[port] = {1883/tcp} &redef;

	## What is done to a subscription.
	type SubUnsub: enum { SUBSCRIBE, UNSUBSCRIBE };

	## A line of mqtt_connect.log: a login.
	type ConnectInfo: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		proto_name: string &log &optional;
		proto_version: string &log &optional;
		client_id: string &log &optional;
		connect_status: string &log &optional;
		will_topic: string &log &optional;
		will_payload: string &log &optional;
	};

	## A line of mqtt_publish.log: a message.
	type PublishInfo: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		from_client: bool &log;
		retain: bool &log;
		qos: string &log;
		status: string &log &default="incomplete_qos";
		topic: string &log;
		payload: string &log;
		payload_len: count &log;
		ack: bool &default=F;
		rec: bool &default=F;
		rel: bool &default=F;
		comp: bool &default=F;
		qos_level: count &default=0;
	};

	## A line of mqtt_subscribe.log.
	type SubscribeInfo: record {
		ts: time &log;
		uid: string &log;
		id: conn_id &log;
		action: SubUnsub &log;
		topics: vector of string &log;
		qos_levels: vector of count &log &optional;
		granted_qos_level: count &log &optional;
		ack: bool &log &default=F;
	};

	## Raised with each line of the log.
	global log_mqtt: event(rec: ConnectInfo);

	## Logs a message that nobody acknowledged.
	global publish_expire: function(tbl: table[count] of PublishInfo, idx: count): interval;

	## Logs a subscription that nobody acknowledged.
	global subscribe_expire: function(tbl: table[count] of SubscribeInfo, idx: count): interval;

	## What is pending in a connection.
	type State: record {
		publish: table[count] of PublishInfo &optional &write_expire=5secs
			&expire_func=publish_expire;
		subscribe: table[count] of SubscribeInfo &optional &write_expire=5secs
			&expire_func=subscribe_expire;
	};
}

redef record connection += {
	mqtt: ConnectInfo &optional;
	mqtt_state: State &optional;
};

event zeek_init() &priority=5
	{
	Log::create_stream(CONNECT_LOG, Log::Stream($columns=ConnectInfo, $ev=log_mqtt,
		$path="mqtt_connect", $policy=log_policy_connect));
	Log::create_stream(SUBSCRIBE_LOG, Log::Stream($columns=SubscribeInfo,
		$path="mqtt_subscribe", $policy=log_policy_subscribe));
	Log::create_stream(PUBLISH_LOG, Log::Stream($columns=PublishInfo,
		$path="mqtt_publish", $policy=log_policy_publish));
	Analyzer::register_for_ports(Analyzer::ANALYZER_MQTT, ports);
	}

function publish_expire(tbl: table[count] of PublishInfo, idx: count): interval
	{
	Log::write(PUBLISH_LOG, tbl[idx]);
	return 0secs;
	}

function subscribe_expire(tbl: table[count] of SubscribeInfo, idx: count): interval
	{
	Log::write(SUBSCRIBE_LOG, tbl[idx]);
	return 0secs;
	}
