##! Notices for odd things in the middle of connections. They may be many where much
##! traffic is lost.

@load base/frameworks/notice

module Conn;

export {
	redef enum Notice::Type += {
		## The same bytes were sent again, but different: evasion, or just garbage.
		Retransmission_Inconsistency,
		## Bytes are missing.
		Content_Gap,
	};
}

event rexmit_inconsistency(c: connection, t1: string, t2: string, tcp_flags: string)
	{
	NOTICE(Notice::Info($note=Retransmission_Inconsistency, $conn=c,
		$identifier=fmt("%s", c$id),
		$msg=fmt("%s rexmit inconsistency (%s) (%s) [%s]", id_string(c$id), t1, t2,
			tcp_flags)));
	}

event content_gap(c: connection, is_orig: bool, seq: count, length: count)
	{
	NOTICE(Notice::Info($note=Content_Gap, $conn=c,
		$msg=fmt("%s content gap (%s %d/%d)", id_string(c$id), is_orig ? ">" : "<",
			seq, length)));
	}
