"""Records of other types."""


def test_anonymous_records(logs) -> None:
    assert logs("Log::write(LOG, [$n=3]);") == {"m": "#fields\tn\ts\n3\t-\n"}


def test_misfits_are_told(logs) -> None:
    message = (
        'error in <no location>: orphan field "z" in initialization ([z=1])\n'
        'error in <no location>: non-optional field "n" missing in'
        " initialization ([z=1])\n"
        "fatal error: errors occurred while initializing\n"
    )
    assert logs("Log::write(LOG, [$z=1]);", status=1, err=message)


def test_inner_records_get_their_defaults(logs) -> None:
    rest = """
type In: record { a: count; b: count &default=7; };
redef record Info += { in_rec: In &optional; };
event log_m(rec: Info) { if ( rec$in_rec$b != 7 ) Reporter::error("no default"); }
event zeek_init() &priority=-5
	{
	Log::create_stream(LOG, [$columns=Info, $path="m", $ev=log_m]);
	Log::write(LOG, [$n=1, $in_rec=[$a=1]]);
	}
"""
    assert logs("", rest=rest) == {"m": "#fields\tn\ts\n1\t-\n"}
