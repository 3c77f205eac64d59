"""What the scripts of protocols declare, used the way packages use it.

The columns are those of the logs that Zeek 8.2.2 writes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

COLUMNS = {
    "http": "ts uid id.orig_h id.orig_p id.resp_h id.resp_p trans_depth method host uri"
    " referrer version user_agent origin request_body_len response_body_len status_code"
    " status_msg info_code info_msg tags username password proxied orig_fuids"
    " orig_filenames orig_mime_types resp_fuids resp_filenames resp_mime_types",
    "dns": "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto trans_id rtt query"
    " qclass qclass_name qtype qtype_name rcode rcode_name AA TC RD RA Z answers TTLs"
    " rejected opcode opcode_name",
    "ssl": "ts uid id.orig_h id.orig_p id.resp_h id.resp_p version cipher curve"
    " server_name resumed last_alert next_protocol established ssl_history"
    " cert_chain_fps client_cert_chain_fps sni_matches_cert",
    "ftp": "ts uid id.orig_h id.orig_p id.resp_h id.resp_p user password command arg"
    " mime_type file_size reply_code reply_msg data_channel.passive"
    " data_channel.orig_h data_channel.resp_h data_channel.resp_p fuid",
    "smtp": "ts uid id.orig_h id.orig_p id.resp_h id.resp_p trans_depth helo mailfrom"
    " rcptto date from to cc reply_to msg_id in_reply_to subject x_originating_ip"
    " first_received second_received last_reply path user_agent tls fuids",
}

NEEDED = {"http": ", $trans_depth=1", "dns": ", $proto=udp", "smtp": ", $trans_depth=1"}

ID = "conn_id($orig_h=10.0.0.1, $orig_p=1/tcp, $resp_h=10.0.0.2, $resp_p=8080/tcp)"


def info(module: str, more: str = "") -> str:
    """A line of a log with what it must have."""
    return f'{module}::Info($ts=network_time(), $uid="C1", $id={ID}{more})'


@pytest.mark.parametrize("log", COLUMNS)
def test_columns_of_the_log_with_one_that_a_package_adds(run, tmp_path, log):
    module = log.upper()
    text = f"""
        redef record {module}::Info += {{ mark: string &log &optional; }};
        event {module}::log_{log}(rec: {module}::Info) {{ print rec$uid; }}
        hook {module}::log_policy(rec: {module}::Info, id: Log::ID, f: Log::Filter)
            {{ rec$mark = f$name; }}
        event zeek_init() {{
            Log::write({module}::LOG, {info(module, NEEDED.get(log, ""))});
        }}
    """
    outcome = run("-e", text)
    assert (outcome.status, outcome.out, outcome.err) == (0, "C1\n", "")
    assert columns(tmp_path / f"{log}.log") == [*COLUMNS[log].split(), "mark"]


def columns(path: Path) -> list[str]:
    """The names of the columns of a log."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("#fields")).split("\t")[1:]


HTTP = info("HTTP", ", $trans_depth=1")
FTP = info("FTP", ', $cwd="/pub", $arg="a.txt"')
SMTP = info("SMTP", ', $trans_depth=1, $mailfrom="a", $rcptto=set("b")')


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        (f"HTTP::build_url({HTTP})", "10.0.0.2:8080/<missed_request>"),
        ('HTTP::extract_keys("a=1&b", /&/)', "[a, b]"),
        ("DNS::query_types[28]", "AAAA"),
        ("DNS::query_types[9999]", "query-9999"),
        ("SSL::cipher_desc[SSL::TLS_AES_128_GCM_SHA256]", "TLS_AES_128_GCM_SHA256"),
        ("SSL::version_strings[SSL::TLSv13]", "TLSv13"),
        ("SSL::version_strings[0x7f12]", "TLSv13-draft18"),
        ("SSL::version_strings[5]", "unknown-5"),
        ("Modbus::function_codes[3]", "READ_HOLDING_REGISTERS"),
        ("SNMP::version_map[9]", "unknown"),
        ("WebSocket::opcodes[0xb]", "unknown-b"),
        ("FTP::parse_ftp_reply_code(226)", "[x=2, y=2, z=6]"),
        (f"FTP::build_url_ftp({FTP})", "ftp://10.0.0.2/pub/a.txt"),
        (f"SMTP::describe({SMTP})", "a -> b"),
    ],
)
def test_functions_and_tables(run, expression, printed):
    outcome = run("-e", f"print {expression};")
    assert (outcome.out, outcome.err) == (printed + "\n", "")


def test_extensions_of_connections_and_files(run):
    text = """
        event connection_state_remove(c: connection) {
            if ( c?$http || c?$dns || c?$ssl || c?$ftp || c?$smtp || c?$irc || c?$rdp )
                print c$uid;
        }
        event file_state_remove(f: fa_file) { if ( f?$http || f?$ftp ) print f$id; }
    """
    outcome = run("-a", "-e", text)
    assert (outcome.status, outcome.err) == (0, "")
