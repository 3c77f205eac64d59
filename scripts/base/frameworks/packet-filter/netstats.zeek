##! Notices about packets that were lost while capturing.

@load base/frameworks/notice

module PacketFilter;

export {
	redef enum Notice::Type += {
		## The system dropped packets.
		Dropped_Packets
	};

	const stats_collection_interval = 5 min;
}

# What has been counted since.
function compare_stats(before: NetStats, now: NetStats)
	{
	local dropped = now$pkts_dropped - before$pkts_dropped;

	if ( dropped <= 0 )
		return;

	local received = now$pkts_recvd - before$pkts_recvd;
	local link = now$pkts_link - before$pkts_link;
	local tail = link == 0 ? "" : fmt(", %d on link", link);

	NOTICE(Notice::Info($note=Dropped_Packets,
		$msg=fmt("%d packets dropped after filtering, %d received%s", dropped,
			received + dropped, tail)));
	}

event net_stats_update(last_stat: NetStats)
	{
	local now = get_net_stats();
	compare_stats(last_stat, now);
	schedule stats_collection_interval { net_stats_update(now) };
	}

event zeek_init()
	{
	if ( reading_live_traffic() )
		schedule stats_collection_interval { net_stats_update(get_net_stats()) };
	}
