module PacketFilter;

export {
	global port_to_bpf: function(p: port): string;
	global sampling_filter: function(num_parts: count, this_part: count): string;
	global combine_filters: function(lfilter: string, op: string, rfilter: string): string;
}

function port_to_bpf(p: port): string
	{
	return fmt("%s and port %d", get_port_transport_proto(p), p);
	}

function combine_filters(lfilter: string, op: string, rfilter: string): string
	{
	if ( lfilter == "" )
		return rfilter;

	return rfilter == "" ? lfilter : fmt("(%s) %s (%s)", lfilter, op, rfilter);
	}

# The sum of the low halves of both addresses, modulo the number of parts.
function sampling_filter(num_parts: count, this_part: count): string
	{
	local v4 = "(ip[14:2]+ip[18:2])";
	local v6 = "(ip6[22:2]+ip6[38:2])";
	local v4_filter = fmt("ip and (%s - (%d*(%s/%d)) == %d)", v4, num_parts, v4, num_parts, this_part);
	local v6_filter = fmt("ip6 and (%s - (%d*(%s/%d)) == %d)", v6, num_parts, v6, num_parts, this_part);

	return combine_filters(v4_filter, "or", v6_filter);
	}
