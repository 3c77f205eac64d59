##! Notices about hosts that try many passwords with FTP.

@load base/protocols/ftp
@load base/frameworks/notice
@load base/frameworks/sumstats
@load base/utils/time

module FTP;

export {
	redef enum Notice::Type += {
		## A host failed to log in at too many servers.
		Bruteforcing
	};

	## Failed logins that raise the notice.
	const bruteforce_threshold: double = 20 &redef;

	## How long failed logins are counted together.
	const bruteforce_measurement_interval = 15mins &redef;
}

function notice_bruteforcer(key: SumStats::Key, result: SumStats::Result)
	{
	local failed = result["ftp.failed_auth"];
	NOTICE(Notice::Info($note=FTP::Bruteforcing, $src=key$host,
		$identifier=cat(key$host),
		$msg=fmt("%s had %d failed logins on %d FTP server%s in %s", key$host, failed$num,
			failed$unique, failed$unique > 1 ? "s" : "",
			duration_to_mins_secs(failed$end - failed$begin))));
	}

event zeek_init()
	{
	local failed = SumStats::Reducer($stream="ftp.failed_auth",
		$apply=set(SumStats::UNIQUE),
		$unique_max=double_to_count(bruteforce_threshold + 2));
	SumStats::create(SumStats::SumStat($name="ftp-detect-bruteforcing",
		$epoch=bruteforce_measurement_interval, $reducers=set(failed),
		$threshold=bruteforce_threshold, $threshold_crossed=notice_bruteforcer,
		$threshold_val(key: SumStats::Key, result: SumStats::Result) =
			{ return result["ftp.failed_auth"]$num + 0.0; }));
	}

event ftp_reply(c: connection, code: count, msg: string, cont_resp: bool)
	{
	if ( ! c?$ftp || ! c$ftp?$cmdarg )
		return;

	if ( c$ftp$cmdarg$cmd in set("USER", "PASS") && parse_ftp_reply_code(code)$x == 5 )
		SumStats::observe("ftp.failed_auth", SumStats::Key($host=c$id$orig_h),
			SumStats::Observation($str=cat(c$id$resp_h)));
	}
