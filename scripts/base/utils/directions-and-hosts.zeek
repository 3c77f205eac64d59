module GLOBAL;

@load ./site

type Direction: enum { INBOUND, OUTBOUND, BIDIRECTIONAL, NO_DIRECTION };
type Host: enum { LOCAL_HOSTS, REMOTE_HOSTS, ALL_HOSTS, NO_HOSTS };

function id_matches_direction(id: conn_id, d: Direction): bool
	{
	local orig_local = Site::is_local_addr(id$orig_h);
	local resp_local = Site::is_local_addr(id$resp_h);

	switch d
		{
		case INBOUND:
			return ! orig_local && resp_local;
		case OUTBOUND:
			return orig_local && ! resp_local;
		case BIDIRECTIONAL:
			return orig_local != resp_local;
		default:
			return F;
		}
	}

function addr_matches_host(ip: addr, h: Host): bool
	{
	switch h
		{
		case ALL_HOSTS:
			return T;
		case LOCAL_HOSTS:
			return Site::is_local_addr(ip);
		case REMOTE_HOSTS:
			return ! Site::is_local_addr(ip);
		default:
			return F;
		}
	}
