"""Filters, their hooks and their paths."""

WRITE = "Log::write(LOG, Info($n=1)); Log::write(LOG, Info($n=2));"
BOTH = "#fields\tn\ts\n1\t-\n2\t-\n"
SECOND = "#fields\tn\ts\n2\t-\n"


def test_policy_of_a_filter(logs) -> None:
    rest = "hook odd(rec: M::Info, id: Log::ID, filter: Log::Filter)"
    rest += " { if ( rec$n == 1 ) break; }"
    body = 'Log::add_filter(LOG, [$name="f", $path="f", $policy=odd]);'
    declared = "global odd: Log::PolicyHook;"
    found = logs(body + WRITE, rest=declared + rest)
    assert found == {"f": SECOND, "m": BOTH}


def test_policy_of_all_streams(logs) -> None:
    rest = """hook Log::log_stream_policy(rec: any, id: Log::ID)
        { if ( id == LOG && (rec as Info)$n == 1 ) break; }"""
    assert logs(WRITE, rest=rest) == {"m": SECOND}


def test_paths_by_function(logs) -> None:
    rest = """function way(id: Log::ID, path: string, rec: Info): string
        { return cat("p", rec$n); }"""
    body = 'Log::remove_default_filter(LOG); Log::add_filter(LOG, [$name="f",'
    found = logs(body + "$path_func=way]);" + WRITE, rest=rest)
    assert sorted(found) == ["p1", "p2"]


def test_two_filters_with_one_path(logs) -> None:
    body = 'Log::add_filter(LOG, [$name="again", $path="m"]);'
    message = (
        "warning: Write using filter 'again' on path 'm' changed to use new path"
        " 'm-2' to avoid conflict with filter 'default'\n"
    )
    assert logs(body + WRITE, err=message) == {"m": BOTH, "m-2": BOTH}


def test_renamed_and_chosen_columns(logs) -> None:
    body = """Log::add_filter(LOG, [$name="default", $path="m", $exclude=set("s"),
        $field_name_map=table(["n"] = "number")]);"""
    assert logs(body + WRITE) == {"m": "#fields\tnumber\n1\n2\n"}


def test_extension_that_is_no_record(logs) -> None:
    rest = "function extra(path: string): count { return 1; }"
    body = 'print Log::add_filter(LOG, [$name="f", $path="f", $ext_func=extra]);'
    message = (
        "error: Return value of log_ext is not a record (got count)\n"
        "fatal error: errors occurred while initializing\n"
    )
    assert logs(body, rest=rest, status=1, err=message) == {}
