##! Notices about the attack on heartbeats that is called Heartbleed.

@load base/protocols/ssl
@load base/frameworks/notice

module Heartbleed;

export {
	redef enum Notice::Type += {
		## Somebody attacks, or looks for whom to attack.
		SSL_Heartbeat_Attack,
		## An attack was probably answered.
		SSL_Heartbeat_Attack_Success,
		## A heartbeat is shorter than it can be.
		SSL_Heartbeat_Odd_Length,
		## One side sends many heartbeats that the other does not answer.
		SSL_Heartbeat_Many_Requests,
	};
}

# Heartbeats come after the handshake as well.
redef SSL::disable_analyzer_after_detection = F;

redef record SSL::Info += {
	last_originator_heartbeat_request_size: count &optional;
	last_responder_heartbeat_request_size: count &optional;
	originator_heartbeats: count &default=0;
	responder_heartbeats: count &default=0;
	## Whether an attack was seen before encryption.
	heartbleed_detected: bool &default=F;
	enc_appdata_packages: count &default=0;
	enc_appdata_bytes: count &default=0;
};

## How short an encrypted heartbeat can be with some cipher suites.
type min_length: record {
	cipher: pattern;
	min_length: count;
};

# The first that fits counts. Before TLS 1.1 there is no initial vector in a record.
global min_lengths: vector of min_length = vector();
global min_lengths_tls11: vector of min_length = vector();

function add_lengths(cipher: pattern, now: count, before: count)
	{
	min_lengths_tls11 += min_length($cipher=cipher, $min_length=now);

	if ( before > 0 )
		min_lengths += min_length($cipher=cipher, $min_length=before);
	}

event zeek_init()
	{
	add_lengths(/_AES_256_GCM_SHA384$/, 43, 0);
	add_lengths(/_AES_128_GCM_SHA256$/, 43, 0);
	add_lengths(/_256_CBC_SHA384$/, 96, 0);
	add_lengths(/_256_CBC_SHA256$/, 80, 0);
	add_lengths(/_256_CBC_SHA$/, 64, 48);
	add_lengths(/_128_CBC_SHA256$/, 80, 0);
	add_lengths(/_128_CBC_SHA$/, 64, 48);
	add_lengths(/_3DES_EDE_CBC_SHA$/, 48, 40);
	add_lengths(/_SEED_CBC_SHA$/, 64, 48);
	add_lengths(/_IDEA_CBC_SHA$/, 48, 40);
	add_lengths(/_DES_CBC_SHA$/, 48, 40);
	add_lengths(/_DES40_CBC_SHA$/, 48, 40);
	add_lengths(/_RC4_128_SHA$/, 39, 39);
	add_lengths(/_RC4_128_MD5$/, 35, 35);
	add_lengths(/_RC4_40_MD5$/, 35, 35);
	add_lengths(/_RC2_CBC_40_MD5$/, 48, 40);
	}

# RFC 6520 4: a request has a header of 3 bytes and at least 16 of padding.
const least_length = 19;

event ssl_heartbeat(c: connection, is_client: bool, length: count, heartbeat_type: count,
		payload_length: count, payload: string)
	{
	if ( ! c?$ssl )
		return;

	if ( heartbeat_type == 1 )
		{
		local most = length < least_length ? length : length - least_length;

		if ( payload_length > most )
			{
			c$ssl$heartbleed_detected = T;
			NOTICE(Notice::Info($note=SSL_Heartbeat_Attack,
				$msg=fmt("An TLS heartbleed attack was detected! Record length %d. Payload length %d",
					length, payload_length),
				$conn=c, $identifier=cat(c$uid, length, payload_length)));
			}
		else if ( is_client )
			NOTICE(Notice::Info($note=SSL_Heartbeat_Attack,
				$msg=fmt("Heartbeat request before encryption. Probable Scan without exploit attempt. Message length: %d. Payload length: %d",
					length, payload_length),
				$conn=c, $n=length, $identifier=cat(c$uid, length)));
		}
	else if ( heartbeat_type == 2 && c$ssl$heartbleed_detected )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Attack_Success,
			$msg=fmt("An TLS heartbleed attack detected before was probably exploited. Message length: %d. Payload length: %d",
				length, payload_length),
			$conn=c, $identifier=c$uid));
	}

# Tells of heartbeats at a time when nobody needs them.
function notice_early(c: connection, is_client: bool, length: count, passed: interval)
	{
	local message = "";

	if ( c$ssl$enc_appdata_packages == 0 )
		message = fmt("Heartbeat before ciphertext. Probable attack or scan. Length: %d, is_client: %d",
			length, is_client);
	else if ( passed < 1min )
		message = fmt("Heartbeat within first minute. Possible attack or scan. Length: %d, is_client: %d, time: %s",
			length, is_client, passed);

	if ( message != "" )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Attack, $msg=message, $conn=c, $n=length,
			$identifier=fmt("%s%s", c$uid, "early")));
	}

# Tells of heartbeats that the other side does not answer.
function notice_many(c: connection)
	{
	local client = c$ssl$originator_heartbeats;
	local server = c$ssl$responder_heartbeats;
	# Once more after each thousand.
	local id = fmt("%s%d", c$uid, server / 1000);

	if ( client > server + 3 )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Many_Requests,
			$msg=fmt("More than 3 heartbeat requests without replies from server. Possible attack. Client count: %d, server count: %d",
				client, server),
			$conn=c, $n=client - server, $identifier=id));

	if ( server > client + 3 )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Many_Requests,
			$msg=fmt("Server sending more heartbeat responses than requests seen. Possible attack. Client count: %d, server count: %d",
				client, server),
			$conn=c, $n=server - client, $identifier=id));
	}

# Tells of a heartbeat that is too short to be one.
function notice_short(c: connection, is_client: bool, length: count, passed: interval)
	{
	local id = fmt("%s-weak-%d", c$uid, length);

	if ( is_client && length < least_length )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Odd_Length,
			$msg=fmt("Heartbeat message smaller than minimum required length. Probable attack or scan. Message length: %d. Cipher: %s. Time: %f",
				length, c$ssl$cipher, passed),
			$conn=c, $n=length, $identifier=id));

	local is_later = c$ssl$version == "TLSv11" || c$ssl$version == "TLSv12";

	for ( _, known in is_later ? min_lengths_tls11 : min_lengths )
		{
		if ( known$cipher !in c$ssl$cipher )
			next;

		if ( length < known$min_length )
			NOTICE(Notice::Info($note=SSL_Heartbeat_Odd_Length,
				$msg=fmt("Heartbeat message smaller than minimum required length. Probable attack. Message length: %d. Required length: %d. Cipher: %s. Cipher match: %s",
					length, known$min_length, c$ssl$cipher, known$cipher),
				$conn=c, $n=length, $identifier=id));

		break;
		}
	}

# Tells of an answer that is longer than what was asked for.
function notice_answer(c: connection, is_client: bool, length: count, passed: interval)
	{
	local info = c$ssl;

	if ( is_client )
		{
		# An answer to a request of the server.
		if ( info?$last_responder_heartbeat_request_size )
			delete info$last_responder_heartbeat_request_size;
		else
			info$last_originator_heartbeat_request_size = length;

		return;
		}

	if ( ! info?$last_originator_heartbeat_request_size )
		{
		info$last_responder_heartbeat_request_size = length;
		return;
		}

	local asked = info$last_originator_heartbeat_request_size;
	delete info$last_originator_heartbeat_request_size;

	if ( asked < length )
		NOTICE(Notice::Info($note=SSL_Heartbeat_Attack_Success,
			$msg=fmt("An encrypted TLS heartbleed attack was probably detected! First packet client record length %d, first packet server record length %d. Time: %f",
				asked, length, passed),
			$conn=c, $identifier=c$uid));
	}

event ssl_encrypted_heartbeat(c: connection, is_client: bool, length: count)
	{
	if ( is_client )
		++c$ssl$originator_heartbeats;
	else
		++c$ssl$responder_heartbeats;

	local passed = network_time() - c$start_time;
	notice_early(c, is_client, length, passed);
	notice_many(c);
	notice_short(c, is_client, length, passed);
	notice_answer(c, is_client, length, passed);
	}

event ssl_encrypted_data(c: connection, is_client: bool, record_version: count,
		content_type: count, length: count)
	{
	if ( ! c?$ssl )
		return;

	if ( content_type == SSL::HEARTBEAT )
		event ssl_encrypted_heartbeat(c, is_client, length);
	else if ( content_type == SSL::APPLICATION_DATA && length > 0 )
		{
		++c$ssl$enc_appdata_packages;
		c$ssl$enc_appdata_bytes += length;
		}
	}
