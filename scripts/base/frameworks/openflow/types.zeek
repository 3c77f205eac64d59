##! What rules for OpenFlow switches are made of, and controllers that take them.

@load ./consts

module OpenFlow;

export {
	## Kinds of controllers; plugins add theirs.
	type Plugin: enum { INVALID };

	## What a controller keeps; plugins add fields.
	type ControllerState: record {
		_plugin: Plugin &optional;
		_name: string &optional;
		_activated: bool &default=F;
	} &redef;

	## Which packets a rule is about; what is unset may be anything.
	type ofp_match: record {
		in_port: count &optional;
		dl_src: string &optional;
		dl_dst: string &optional;
		dl_vlan: count &optional;
		dl_vlan_pcp: count &optional;
		dl_type: count &optional;
		nw_tos: count &optional;
		nw_proto: count &optional;
		nw_src: subnet &optional;
		nw_dst: subnet &optional;
		tp_src: count &optional;
		tp_dst: count &optional;
	} &log;

	## What is done with them; without a port to go out by they are dropped.
	type ofp_flow_action: record {
		out_ports: vector of count &default=vector();
		vlan_vid: count &optional;
		vlan_pcp: count &optional;
		vlan_strip: bool &default=F;
		dl_src: string &optional;
		dl_dst: string &optional;
		nw_tos: count &optional;
		nw_src: addr &optional;
		nw_dst: addr &optional;
		tp_src: count &optional;
		tp_dst: count &optional;
	} &log;

	## A rule, or what is to become of one.
	type ofp_flow_mod: record {
		## Tells rules apart; generate_cookie makes one.
		cookie: count;
		table_id: count &optional;
		command: ofp_flow_mod_command;
		## Seconds without packets, and seconds at all, after which it ends; 0 for never.
		idle_timeout: count &default=0;
		hard_timeout: count &default=0;
		priority: count &default=0;
		## For removals: only rules that go out there.
		out_port: count &optional;
		out_group: count &optional;
		flags: count &default=0;
		actions: ofp_flow_action &default=ofp_flow_action();
	} &log;

	## A controller: its state and what it can do.
	type Controller: record {
		state: ControllerState;
		## Whether it tells of rules that have ended.
		supports_flow_removed: bool;
		describe: function(state: ControllerState): string;
		init: function(state: ControllerState) &optional;
		destroy: function(state: ControllerState) &optional;
		flow_mod: function(state: ControllerState, match: ofp_match,
			flow_mod: ofp_flow_mod): bool &optional;
		flow_clear: function(state: ControllerState): bool &optional;
	};
}
