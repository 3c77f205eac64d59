##! Notices about hosts that try many passwords with SSH.

@load base/protocols/ssh
@load base/frameworks/sumstats
@load base/frameworks/notice
@load base/frameworks/intel

module SSH;

export {
	redef enum Notice::Type += {
		## A host failed to log in too often.
		Password_Guessing,
		## A host that guessed passwords logged in.
		Login_By_Password_Guesser,
	};

	redef enum Intel::Where += {
		## The client of a login that worked.
		SSH::SUCCESSFUL_LOGIN,
	};

	## Failed logins that make a guesser.
	const password_guesses_limit: double = 30 &redef;

	## How long failed logins are counted together.
	const guessing_timeout = 30mins &redef;

	## Guessers by their network, with the servers at which they may guess.
	const ignore_guessers: table[subnet] of subnet &redef;
}

# A sentence about where a host tried.
function sampled_servers(samples: vector of SumStats::Observation): string
	{
	local servers: string_vec = vector();

	for ( _, sample in samples )
		if ( sample?$str )
			servers += sample$str;

	return fmt("Sampled servers:  %s", join_string_vec(servers, ", "));
	}

function notice_guesser(key: SumStats::Key, result: SumStats::Result)
	{
	local failures = result["ssh.login.failure"];
	NOTICE(Notice::Info($note=Password_Guessing, $src=key$host,
		$identifier=cat(key$host), $sub=sampled_servers(failures$samples),
		$msg=fmt("%s appears to be guessing SSH passwords (seen in %d connections).",
			key$host, failures$num)));
	}

event zeek_init()
	{
	local failures = SumStats::Reducer($stream="ssh.login.failure", $num_samples=5,
		$apply=set(SumStats::SUM, SumStats::SAMPLE));
	SumStats::create(SumStats::SumStat($name="detect-ssh-bruteforcing",
		$epoch=guessing_timeout, $reducers=set(failures),
		$threshold=password_guesses_limit, $threshold_crossed=notice_guesser,
		$threshold_val(key: SumStats::Key, result: SumStats::Result) =
			{ return result["ssh.login.failure"]$sum; }));
	}

event ssh_auth_successful(c: connection, auth_method_none: bool)
	{
	Intel::seen(Intel::Seen($host=c$id$orig_h, $conn=c, $where=SSH::SUCCESSFUL_LOGIN));
	}

event ssh_auth_failed(c: connection)
	{
	local client = c$id$orig_h;

	if ( client in ignore_guessers && c$id$resp_h in ignore_guessers[client] )
		return;

	SumStats::observe("ssh.login.failure", SumStats::Key($host=client),
		SumStats::Observation($str=cat(c$id$resp_h)));
	}
