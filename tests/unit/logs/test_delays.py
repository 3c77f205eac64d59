"""Records that wait."""

HOLD = """
global token: Log::DelayToken;
hook Log::log_stream_policy(rec: any, id: Log::ID)
	{ if ( id == LOG ) token = Log::delay(id, rec); }
"""


def test_a_record_is_written_when_its_delay_ends(logs) -> None:
    body = """
	local r = Info($n=1);
	Log::write(LOG, r);
	r$s = "late";
	if ( Log::get_delay_queue_size(LOG) != 1 ) Reporter::error("does not wait");
	Log::delay_finish(LOG, r, token);
	"""
    assert logs(body, rest=HOLD) == {"m": "#fields\tn\ts\n1\tlate\n"}


def test_what_still_waits_is_written_at_the_end(logs) -> None:
    body = "Log::write(LOG, Info($n=1)); Log::write(LOG, Info($n=2));"
    assert logs(body, rest=HOLD) == {"m": "#fields\tn\ts\n1\t-\n2\t-\n"}


def test_not_more_than_the_queue_holds(logs) -> None:
    body = """
	Log::set_max_delay_queue_size(LOG, 1);
	Log::write(LOG, Info($n=1));
	Log::write(LOG, Info($n=2));
	if ( Log::get_delay_queue_size(LOG) != 1 ) Reporter::error("wrong size");
	"""
    assert logs(body, rest=HOLD) == {"m": "#fields\tn\ts\n1\t-\n2\t-\n"}


def test_delay_outside_of_a_write(logs) -> None:
    message = (
        "error: invalid Log::delay() call: outside of Log::log_stream_policy() hook\n"
        "fatal error: errors occurred while initializing\n"
    )
    logs("Log::delay(LOG, Info($n=1));", status=1, err=message)
