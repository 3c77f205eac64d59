# The distance in miles, -1 when the location of an address is not known.
module GLOBAL;

function haversine_distance_ip(a1: addr, a2: addr): double
	{
	local from = lookup_location(a1);
	local to = lookup_location(a2);

	if ( ! from?$latitude || ! from?$longitude || ! to?$latitude || ! to?$longitude )
		return -1.0;

	return haversine_distance(from$latitude, from$longitude, to$latitude, to$longitude);
	}
