module HashHRW;

export {
	type Site: record {
		id: count;
		user_data: any &optional;
	};

	type SiteTable: table[count] of Site;

	type Pool: record {
		sites: SiteTable &default=SiteTable();
	};

	global add_site: function(pool: Pool, site: Site): bool;
	global rem_site: function(pool: Pool, site: Site): bool;
	global get_site: function(pool: Pool, key: any): Site;
}

function add_site(pool: Pool, site: Site): bool
	{
	if ( site$id in pool$sites )
		return F;

	pool$sites[site$id] = site;
	return T;
	}

function rem_site(pool: Pool, site: Site): bool
	{
	if ( site$id !in pool$sites )
		return F;

	delete pool$sites[site$id];
	return T;
	}

function get_site(pool: Pool, key: any): Site
	{
	local digest = fnv1a32(key);
	local best_id = 0;
	local best_weight = -1;

	for ( id in pool$sites )
		{
		local weight = hrw_weight(digest, id);

		if ( weight > best_weight || (weight == best_weight && id > best_id) )
			{
			best_id = id;
			best_weight = weight;
			}
		}

	return pool$sites[best_id];
	}
