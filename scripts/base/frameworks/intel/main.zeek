##! Intelligence: items that are known, and what happens when one is seen.
##!
##! Items come from scripts (`Intel::insert`) or from files (`Intel::read_files`). Other
##! scripts tell what they see (`Intel::seen`); what is known raises `Intel::match` and
##! stands in intel.log.

@load base/frameworks/notice

module Intel;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## What an indicator is.
	type Type: enum {
		ADDR,
		## In CIDR notation.
		SUBNET,
		## Without the scheme.
		URL,
		SOFTWARE,
		EMAIL,
		## A name of the DNS.
		DOMAIN,
		USER_NAME,
		## SHA-1 of a certificate.
		CERT_HASH,
		## MD5 of a public key, in pairs of digits with colons between them.
		PUBKEY_HASH,
	};

	type TypeSet: set[Type];

	## What a source says of an item; scripts may add fields.
	type MetaData: record {
		## Who says so. For each indicator one record is kept of each source.
		source: string;
		## What the item is about.
		desc: string &optional;
		## Where more is told.
		url: string &optional;
	};

	## A piece of intelligence.
	type Item: record {
		indicator: string;
		indicator_type: Type;
		meta: MetaData;
	};

	## Where something was seen.
	type Where: enum {
		IN_ANYWHERE,
	};

	## Something that was seen: a text with its type, or an address.
	type Seen: record {
		indicator: string &log &optional;
		indicator_type: Type &log &optional;
		## Set instead of the two above where it is an address.
		host: addr &optional;
		where: Where &log;
		## The node that saw it.
		node: string &optional &log;
		## The connection in which it was seen.
		conn: connection &optional;
		## The uid of that connection; taken from `conn` where that is set.
		uid: string &optional;
	};

	## A line of intel.log: a match.
	type Info: record {
		ts: time &log;
		uid: string &log &optional;
		id: conn_id &log &optional;
		seen: Seen &log;
		## The types of the items that matched.
		matched: TypeSet &log;
		## Who had told of them.
		sources: set[string] &log &default=string_set();
	};

	## Takes an item in. What its source said before of the indicator is replaced.
	global insert: function(item: Item);

	## Removes what a source said of an indicator, or with `purge_indicator` all that
	## anybody did. The last source that goes takes the indicator with it.
	global remove: function(item: Item, purge_indicator: bool &default=F);

	## Tells that something was seen.
	global seen: function(s: Seen);

	## Raised when something was seen that is known.
	global match: event(s: Seen, items: set[Item]);

	## Completes the line of the log, at priority 5 with what is always there. A `break`
	## keeps it from being written.
	global extend_match: hook(info: Info, s: Seen, items: set[Item]);

	## Called with whatever is seen, whether it is known or not. A `break` means that it
	## was not seen.
	global seen_policy: hook(s: Seen, found: bool);

	## How long items are kept; negative for ever. Inserting one anew counts from then.
	const item_expiration = -1min &redef;

	## Called when items are old. A `break` removes the indicator, else it stays for as
	## long again.
	global item_expired: hook(indicator: string, indicator_type: Type, metas: set[MetaData]);

	## Called before an item is taken in, which a `break` prevents.
	global filter_item: hook(item: Intel::Item);

	## Called when an indicator is known from now on.
	global indicator_inserted: hook(indicator: string, indiator_type: Type);

	## Called when an indicator is known no longer.
	global indicator_removed: hook(indicator: string, indiator_type: Type);

	## Raised with each line of the log.
	global log_intel: event(rec: Info);
}

# What nodes of a cluster tell each other; a single node raises them, too.
global match_remote: event(s: Seen);
global new_item: event(item: Item);
global remove_item: event(item: Item, purge_indicator: bool);
global remove_indicator: event(item: Item);

# Whether this node keeps what sources say, not only the indicators.
const have_full_data = T &redef;

# What is said of one indicator, by source.
type MetaDataTable: table[string] of MetaData;

global expire_host_data: function(data: table[addr] of MetaDataTable, idx: addr): interval;
global expire_subnet_data: function(data: table[subnet] of MetaDataTable, idx: subnet): interval;
global expire_string_data: function(data: table[string, Type] of MetaDataTable, idx: any): interval;

type DataStore: record {
	host_data: table[addr] of MetaDataTable
		&write_expire=item_expiration &expire_func=expire_host_data;
	subnet_data: table[subnet] of MetaDataTable
		&write_expire=item_expiration &expire_func=expire_subnet_data;
	string_data: table[string, Type] of MetaDataTable
		&write_expire=item_expiration &expire_func=expire_string_data;
};

# Everything that is known.
global data_store: DataStore &redef;

type MinDataStore: record {
	host_data: set[addr];
	subnet_data: set[subnet];
	string_data: set[string, Type];
};

# The indicators alone, which is enough to find that something was seen.
global min_data_store: MinDataStore &redef;

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_intel, $path="intel",
		$policy=log_policy));
	}

# The form in which texts are kept: they match in any case.
function normal(indicator: string): string
	{
	return to_lower(indicator);
	}

# ---- expiry

function expire_item(indicator: string, indicator_type: Type, metas: set[MetaData]): interval
	{
	if ( hook item_expired(indicator, indicator_type, metas) )
		return item_expiration;

	remove(Item($indicator=indicator, $indicator_type=indicator_type,
		$meta=MetaData($source="")), T);
	return 0sec;
	}

function all_metas(by_source: MetaDataTable): set[MetaData]
	{
	local metas: set[MetaData];

	for ( _, meta in by_source )
		add metas[meta];

	return metas;
	}

function expire_host_data(data: table[addr] of MetaDataTable, idx: addr): interval
	{
	return expire_item(cat(idx), ADDR, all_metas(data[idx]));
	}

function expire_subnet_data(data: table[subnet] of MetaDataTable, idx: subnet): interval
	{
	return expire_item(cat(idx), SUBNET, all_metas(data[idx]));
	}

function expire_string_data(data: table[string, Type] of MetaDataTable, idx: any): interval
	{
	local indicator: string;
	local indicator_type: Type;
	[indicator, indicator_type] = idx;
	return expire_item(indicator, indicator_type,
		all_metas(data[indicator, indicator_type]));
	}

# ---- matches

# Whether something that was seen is known.
function find(s: Seen): bool
	{
	if ( ! s?$host )
		{
		local key = normal(s$indicator);
		return have_full_data ? [key, s$indicator_type] in data_store$string_data
			: [key, s$indicator_type] in min_data_store$string_data;
		}

	# an address is in a table of subnets if one of them covers it
	if ( have_full_data )
		return s$host in data_store$host_data || s$host in data_store$subnet_data;

	return s$host in min_data_store$host_data || s$host in min_data_store$subnet_data;
	}

function add_items(items: set[Item], indicator: string, indicator_type: Type,
		by_source: MetaDataTable)
	{
	for ( _, meta in by_source )
		add items[Item($indicator=indicator, $indicator_type=indicator_type, $meta=meta)];
	}

# What is known of something that was seen.
function get_items(s: Seen): set[Item]
	{
	local items: set[Item];

	if ( ! have_full_data )
		Reporter::warning(fmt("Intel::get_items was called from a host (%s) that doesn't have the full data.",
			peer_description));

	else if ( s?$host )
		{
		if ( s$host in data_store$host_data )
			add_items(items, cat(s$host), ADDR, data_store$host_data[s$host]);

		local around: table[subnet] of MetaDataTable;
		around = filter_subnet_table(addr_to_subnet(s$host), data_store$subnet_data);

		for ( net, by_source in around )
			add_items(items, cat(net), SUBNET, by_source);
		}

	else if ( [normal(s$indicator), s$indicator_type] in data_store$string_data )
		add_items(items, s$indicator, s$indicator_type,
			data_store$string_data[normal(s$indicator), s$indicator_type]);

	return items;
	}

function seen(s: Seen)
	{
	local found = find(s);

	if ( ! hook seen_policy(s, found) || ! found )
		return;

	if ( s?$host )
		{
		s$indicator = cat(s$host);
		s$indicator_type = ADDR;
		}

	if ( ! s?$node )
		s$node = peer_description;

	if ( have_full_data )
		event Intel::match(s, get_items(s));
	else
		event Intel::match_remote(s);
	}

event Intel::match(s: Seen, items: set[Item]) &priority=5
	{
	local info = Info($ts=network_time(), $seen=s, $matched=TypeSet());

	if ( hook extend_match(info, s, items) )
		Log::write(LOG, info);
	}

hook extend_match(info: Info, s: Seen, items: set[Item]) &priority=5
	{
	if ( s?$conn )
		{
		s$uid = s$conn$uid;
		info$id = s$conn$id;
		}

	if ( s?$uid )
		info$uid = s$uid;

	for ( item in items )
		{
		add info$sources[item$meta$source];
		add info$matched[item$indicator_type];
		}
	}

# ---- items that come

# Keeps what a source says; says whether the indicator is new. Storing what was there
# already begins its time anew.
function insert_meta_data(item: Item): bool
	{
	local known: bool;
	local by_source: MetaDataTable = table();

	if ( item$indicator_type == ADDR )
		{
		local host = to_addr(item$indicator);
		known = host in data_store$host_data;
		if ( known )
			by_source = data_store$host_data[host];
		data_store$host_data[host] = by_source;
		}

	else if ( item$indicator_type == SUBNET )
		{
		local net = to_subnet(item$indicator);
		known = check_subnet(net, data_store$subnet_data);
		if ( known )
			by_source = data_store$subnet_data[net];
		data_store$subnet_data[net] = by_source;
		}

	else
		{
		local text = normal(item$indicator);
		known = [text, item$indicator_type] in data_store$string_data;
		if ( known )
			by_source = data_store$string_data[text, item$indicator_type];
		data_store$string_data[text, item$indicator_type] = by_source;
		}

	by_source[item$meta$source] = item$meta;
	return ! known;
	}

# Makes an indicator known; its text if it was not, else an empty one.
function insert_indicator_only(item: Item): string
	{
	if ( item$indicator_type == ADDR )
		{
		local host = to_addr(item$indicator);
		if ( host in min_data_store$host_data )
			return "";
		add min_data_store$host_data[host];
		return cat(host);
		}

	if ( item$indicator_type == SUBNET )
		{
		local net = to_subnet(item$indicator);
		local inside = net in min_data_store$subnet_data;
		add min_data_store$subnet_data[net];
		return inside ? "" : cat(net);
		}

	local text = normal(item$indicator);
	if ( [text, item$indicator_type] in min_data_store$string_data )
		return "";
	add min_data_store$string_data[text, item$indicator_type];
	return text;
	}

function _insert(item: Item, first_dispatch: bool &default=T)
	{
	local inserted = insert_indicator_only(item);
	local is_new = have_full_data ? insert_meta_data(item) : T;

	if ( first_dispatch && is_new )
		event Intel::new_item(item);

	if ( inserted != "" )
		hook indicator_inserted(inserted, item$indicator_type);
	}

function insert(item: Item)
	{
	if ( hook filter_item(item) )
		_insert(item, T);
	}

# ---- items that go

function item_exists(item: Item): bool
	{
	local kind = item$indicator_type;

	if ( kind == ADDR )
		return have_full_data ? to_addr(item$indicator) in data_store$host_data
			: to_addr(item$indicator) in min_data_store$host_data;

	if ( kind == SUBNET )
		return have_full_data ? to_subnet(item$indicator) in data_store$subnet_data
			: to_subnet(item$indicator) in min_data_store$subnet_data;

	return have_full_data ? [normal(item$indicator), kind] in data_store$string_data
		: [normal(item$indicator), kind] in min_data_store$string_data;
	}

# Forgets what a source said; whether nothing is left then of the indicator.
function remove_meta_data(item: Item): bool
	{
	if ( ! have_full_data )
		{
		Reporter::warning(fmt("Intel::remove_meta_data was called from a host (%s) that doesn't have the full data.",
			peer_description));
		return F;
		}

	local by_source: MetaDataTable;

	if ( item$indicator_type == ADDR )
		by_source = data_store$host_data[to_addr(item$indicator)];
	else if ( item$indicator_type == SUBNET )
		by_source = data_store$subnet_data[to_subnet(item$indicator)];
	else
		by_source = data_store$string_data[normal(item$indicator), item$indicator_type];

	delete by_source[item$meta$source];
	return |by_source| == 0;
	}

function remove(item: Item, purge_indicator: bool)
	{
	if ( ! item_exists(item) )
		{
		Reporter::info(fmt("Tried to remove non-existing item '%s' (%s).",
			item$indicator, item$indicator_type));
		return;
		}

	if ( ! have_full_data )
		{
		event Intel::remove_item(item, purge_indicator);
		return;
		}

	local nothing_left = remove_meta_data(item);

	if ( ! nothing_left && ! purge_indicator )
		return;

	if ( item$indicator_type == ADDR )
		delete data_store$host_data[to_addr(item$indicator)];
	else if ( item$indicator_type == SUBNET )
		delete data_store$subnet_data[to_subnet(item$indicator)];
	else
		delete data_store$string_data[normal(item$indicator), item$indicator_type];

	event Intel::remove_indicator(item);
	}

event remove_indicator(item: Item)
	{
	local removed = F;
	local text = normal(item$indicator);

	if ( item$indicator_type == ADDR )
		{
		local host = to_addr(item$indicator);
		text = cat(host);
		removed = host in min_data_store$host_data;
		delete min_data_store$host_data[host];
		}

	else if ( item$indicator_type == SUBNET )
		{
		local net = to_subnet(item$indicator);
		text = cat(net);
		removed = net in min_data_store$subnet_data;
		delete min_data_store$subnet_data[net];
		}

	else
		{
		removed = [text, item$indicator_type] in min_data_store$string_data;
		delete min_data_store$string_data[text, item$indicator_type];
		}

	if ( removed )
		hook indicator_removed(text, item$indicator_type);
	}
