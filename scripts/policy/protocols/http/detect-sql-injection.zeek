##! Hosts that try to have their own SQL executed by way of URIs, and their victims.

@load base/frameworks/notice
@load base/frameworks/sumstats
@load base/protocols/http

module HTTP;

export {
	redef enum Notice::Type += {
		## A host sent many requests that look so.
		SQL_Injection_Attacker,
		## A host received many requests that look so.
		SQL_Injection_Victim,
	};

	redef enum Tags += {
		## The URI looks as if it had SQL in it.
		URI_SQLI,
	};

	## So many requests within the interval make a notice.
	const sqli_requests_threshold: double = 50.0 &redef;

	## How long requests are counted.
	const sqli_requests_interval = 5 min &redef;

	## What such a URI looks like: behind a parameter's beginning come
	##
	## - the end of a value and words that begin a statement or join one,
	## - a number, an operator of logic and a comparison,
	## - a quote, an operator and a number or a conversion,
	## - a quote and words of SQL with more words behind them,
	## - a call of a function that tells a text's parts,
	##
	## or anywhere a comment that only MySQL executes.
	const match_sql_injection_uri =
		  /[\?&][^[:blank:]\x00-\x1f\|\+]+?=[\-[:alnum:]%]+([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'?([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|\)?;)+.*?(having|union|exec|select|delete|drop|declare|create|insert)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)+/i
		| /[\?&][^[:blank:]\x00-\x1f\|\+]+?=[\-0-9%]+([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'?([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|\)?;)+(x?or|n?and)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)+'?(([^a-zA-Z&]+)?=|exists)/i
		| /[\?&][^[:blank:]\x00-\x1f\+]+?=[\-0-9%]*([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'([[:blank:]\x00-\x1f]|\/\*.*?\*\/)*(-|=|\+|\|\|)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*([0-9]|\(?convert|cast)/i
		| /[\?&][^[:blank:]\x00-\x1f\|\+]+?=([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/)*'([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|;)*(x?or|n?and|having|union|exec|select|delete|drop|declare|create|regexp|insert)([[:blank:]\x00-\x1f\+]|\/\*.*?\*\/|[\[(])+[a-zA-Z&]{2,}/i
		| /[\?&][^[:blank:]\x00-\x1f\+]+?=[^\.]*?(char|ascii|substring|truncate|version|length)\(/i
		| /\/\*![[:digit:]]{5}.*?\*\// &redef;

	## Asked of each request; `break` if it does not count.
	global HTTP::sqli_policy: hook(c: connection, method: string, unescaped_URI: string);
}

redef record SumStats::Observation += {
	## The connection of the request.
	uid: string &optional;
};

# Counts the requests of one role; the other end is kept as text of a sample.
function watch_sqli(name: string, stream: string, notice: function(key: SumStats::Key,
	other: addr, uid: string))
	{
	local reducer = SumStats::Reducer($stream=stream, $num_samples=1,
		$apply=set(SumStats::SUM, SumStats::SAMPLE));

	SumStats::create(SumStats::SumStat($name=name, $epoch=sqli_requests_interval,
		$reducers=set(reducer), $threshold=sqli_requests_threshold,
		$threshold_val[stream](key: SumStats::Key, result: SumStats::Result) =
			{
			return result[stream]$sum;
			},
		$threshold_crossed[stream, notice](key: SumStats::Key, result: SumStats::Result) =
			{
			local sample = result[stream]$samples[0];
			notice(key, to_addr(sample$str), sample$uid);
			}
		));
	}

event zeek_init() &priority=3
	{
	watch_sqli("detect-sqli-attackers", "http.sqli.attacker",
		function(key: SumStats::Key, other: addr, uid: string)
			{
			NOTICE(Notice::Info($note=SQL_Injection_Attacker,
				$msg="An SQL injection attacker was discovered!", $uid=uid,
				$src=key$host, $dst=other, $identifier=cat(key$host)));
			});
	watch_sqli("detect-sqli-victims", "http.sqli.victim",
		function(key: SumStats::Key, other: addr, uid: string)
			{
			NOTICE(Notice::Info($note=SQL_Injection_Victim,
				$msg="An SQL injection victim was discovered!", $uid=uid,
				$src=other, $dst=key$host, $identifier=cat(key$host)));
			});
	}

event http_request(c: connection, method: string, original_URI: string,
	unescaped_URI: string, version: string) &priority=3
	{
	if ( ! hook HTTP::sqli_policy(c, method, unescaped_URI) ||
		match_sql_injection_uri !in unescaped_URI )
		return;

	add c$http$tags[URI_SQLI];

	SumStats::observe("http.sqli.attacker", SumStats::Key($host=c$id$orig_h),
		SumStats::Observation($str=cat(c$id$resp_h), $uid=c$uid));
	SumStats::observe("http.sqli.victim", SumStats::Key($host=c$id$resp_h),
		SumStats::Observation($str=cat(c$id$orig_h), $uid=c$uid));
	}
