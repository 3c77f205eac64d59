"""What the engine counts of itself."""


def test_sessions_events_and_the_process_are_counted(run) -> None:
    outcome = run(
        "-b",
        "-C",
        trace="network/tcp-keepalive-and-long-idle.pcap",
        script="""
            @load base/frameworks/telemetry

            redef running_under_test = T;

            event connection_state_remove(c: connection)
                {
                }

            event zeek_done()
                {
                for ( _, m in Telemetry::collect_metrics("*", "*") )
                    print m$opts$metric_type, m$opts$name, m$label_values, m$value;
                }
            """,
    )
    assert outcome.status == 0, outcome.err
    lines = outcome.out.splitlines()
    for line in (
        "Telemetry::GAUGE, zeek_active_sessions, [tcp], 1.0",
        "Telemetry::COUNTER, zeek_total_sessions_total, [tcp], 4.0",
        "Telemetry::COUNTER, zeek_ended_sessions_total, [inactivity], 2.0",
        "Telemetry::COUNTER, zeek_event_handler_invocations_total,"
        " [connection_state_remove], 4.0",
        "Telemetry::GAUGE, zeek_pending_triggers, [], 0.0",
    ):
        assert line in lines, outcome.out
    shown = dict(line.rsplit(", ", 1) for line in lines)
    for name in ("cpu_user_seconds_total", "start_time_seconds"):
        kind = "COUNTER" if name.endswith("total") else "GAUGE"
        assert float(shown[f"Telemetry::{kind}, process_{name}, []"]) > 0
