##! Estimates how much of the traffic a capture lacks, by the acknowledgements for data
##! that was never seen.
##!
##! Loss may come about on the capturing host, its network card, or a switch that
##! mirrors more than it can.

@load base/frameworks/notice

module CaptureLoss;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## More is missing than `too_much_loss` allows.
		Too_Much_Loss,
		## Fewer acknowledgements than `minimum_acks` were seen.
		Too_Little_Traffic,
	};

	## A line of capture_loss.log.
	type Info: record {
		ts: time &log;
		## Time since the measurement before.
		ts_delta: interval &log;
		## Who measured.
		peer: string &log;
		## Acknowledgements for data that is missing, since the measurement before.
		gaps: count &log;
		## All acknowledgements since then.
		acks: count &log;
		## How many of a hundred acknowledgements were for missing data.
		percent_lost: double &log;
	};

	## Time between measurements.
	option watch_interval = 15mins;

	## Time to the first measurement, which comes early as a first impression.
	option initial_watch_interval = 1mins;

	## The part of the data, from 0 to 1, that may be missing before there is a notice.
	option too_much_loss: double = 0.1;

	## Fewer acknowledgements than this in an interval are a notice.
	option minimum_acks: count = 1;
}

function tell_of(info: Info)
	{
	if ( info$percent_lost >= too_much_loss * 100 )
		NOTICE(Notice::Info($note=Too_Much_Loss,
			$msg=fmt("The capture loss script detected an estimated loss rate above %.3f%%",
				info$percent_lost)));

	if ( info$acks < minimum_acks )
		NOTICE(Notice::Info($note=Too_Little_Traffic,
			$msg=fmt("Only observed %d TCP ACKs and was expecting at least %d.",
				info$acks, minimum_acks)));
	}

event CaptureLoss::take_measurement(last_ts: time, last_acks: count, last_gaps: count)
	{
	local now = network_time();

	# Before the first packet there is no time to measure from.
	if ( last_ts == 0 )
		{
		schedule initial_watch_interval { CaptureLoss::take_measurement(now, 0, 0) };
		return;
		}

	local seen = get_gap_stats();
	local info = Info($ts=now, $ts_delta=now - last_ts, $peer=peer_description,
		$acks=seen$ack_events - last_acks, $gaps=seen$gap_events - last_gaps,
		$percent_lost=0.0);

	if ( info$acks > 0 )
		info$percent_lost = 100.0 * info$gaps / info$acks;

	tell_of(info);
	Log::write(LOG, info);
	schedule watch_interval {
		CaptureLoss::take_measurement(now, seen$ack_events, seen$gap_events)
	};
	}

event zeek_init() &priority=5
	{
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="capture_loss",
		$policy=log_policy));

	if ( reading_traces() || reading_live_traffic() )
		schedule initial_watch_interval {
			CaptureLoss::take_measurement(network_time(), 0, 0)
		};
	}
