"""Streams come and go."""

from types import SimpleNamespace

from pyzeek.logs.manager import LogManager


def manager() -> LogManager:
    return LogManager(SimpleNamespace(reporter=None))


def test_what_is_not_there() -> None:
    logs = manager()
    assert not logs.write("id", None)
    assert not logs.remove_stream("id")
    assert not logs.enable_stream("id")
    assert not logs.flush("id")
    assert logs.get_delay_queue_size("id") == -1
    assert not logs.is_on("M::LOG")


def test_disabled_and_removed(logs) -> None:
    body = """
	Log::write(LOG, Info($n=1));
	Log::disable_stream(LOG);
	Log::write(LOG, Info($n=2));
	Log::enable_stream(LOG);
	Log::set_buf(LOG, F);
	Log::write(LOG, Info($n=3));
	Log::remove_stream(LOG);
	Log::write(LOG, Info($n=4));
	"""
    assert logs(body) == {"m": "#fields\tn\ts\n1\t-\n3\t-\n"}


def test_wrong_event(logs) -> None:
    rest = "global other: event(n: count);"
    body = "Log::create_stream(LOG, [$columns=Info, $ev=other]);"
    message = (
        "error: stream event's argument type does not match column record type\n"
        "fatal error: errors occurred while initializing\n"
    )
    assert logs(body, rest=rest, status=1, err=message) == {}


def test_flush_writes_at_once(logs) -> None:
    body = """Log::write(LOG, Info($n=1)); Log::flush(LOG);
        if ( file_size("m.log") < 10.0 ) Reporter::error("not written");"""
    assert logs(body)
