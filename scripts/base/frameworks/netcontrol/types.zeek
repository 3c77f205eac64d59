##! What rules about traffic are made of.

module NetControl;

export {
	## The priority of rules that name none.
	option default_priority: int = +0;

	## The priority of rules that let hosts or networks through in any case.
	const whitelist_priority: int = +5 &redef;

	## What a rule applies to.
	type EntityType: enum {
		## An address or a network.
		ADDRESS,
		## Both directions of a connection.
		CONNECTION,
		## One direction, parts of which may be left open.
		FLOW,
		## A link-layer address.
		MAC,
	};

	## One direction; what is unset may be anything.
	type Flow: record {
		src_h: subnet &optional;
		src_p: port &optional;
		dst_h: subnet &optional;
		dst_p: port &optional;
		src_m: string &optional;
		dst_m: string &optional;
	};

	## What a rule applies to; `ty` tells which of the fields counts.
	type Entity: record {
		ty: EntityType;
		conn: conn_id &optional;
		flow: Flow &optional;
		ip: subnet &optional;
		mac: string &optional;
	};

	## Where a rule applies.
	type TargetType: enum {
		## On the way through the network.
		FORWARD,
		## On the way to whoever monitors it.
		MONITOR,
	};

	## What a rule does; plugins may add kinds.
	type RuleType: enum {
		DROP,
		## Change packets as the rule's `mod` says.
		MODIFY,
		## Send packets to the rule's `out_port`.
		REDIRECT,
		## Let packets through, whatever other rules say.
		WHITELIST,
	};

	## What is changed about packets.
	type FlowMod: record {
		src_h: addr &optional;
		src_p: count &optional;
		dst_h: addr &optional;
		dst_p: count &optional;
		src_m: string &optional;
		dst_m: string &optional;
		redirect_port: count &optional;
	};

	## A rule. Of those that fit a packet the one of highest priority counts.
	type Rule: record {
		ty: RuleType;
		target: TargetType;
		entity: Entity;
		## How long it holds; 0 or nothing is for ever.
		expire: interval &optional;
		priority: int &default=default_priority;
		## Who wanted it, in words.
		location: string &optional;

		out_port: count &optional;
		mod: FlowMod &optional;

		## Set when the rule is added.
		id: string &default="";
		cid: count &default=0;
	};

	## What a switch may tell of a rule that has ended.
	type FlowInfo: record {
		duration: interval &optional;
		packet_count: count &optional;
		byte_count: count &optional;
	};
}
