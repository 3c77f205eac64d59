"""The list of analyzers."""

from __future__ import annotations

from .contract import AnalyzerSpec

_SPECS = (
    AnalyzerSpec("DCE_RPC", "dce_rpc:DceRpcAnalyzer"),
    AnalyzerSpec("DHCP", "dhcp:DHCPAnalyzer"),
    AnalyzerSpec("DNP3_TCP", "dnp3:DNP3TCPAnalyzer"),
    AnalyzerSpec("DNP3_UDP", "dnp3:DNP3UDPAnalyzer"),
    AnalyzerSpec("DNS", "dns:DNSAnalyzer"),
    AnalyzerSpec("DTLS", "ssl:DTLSAnalyzer"),
    AnalyzerSpec("FTP", "ftp:FTPAnalyzer"),
    AnalyzerSpec("FTP_DATA", "file_data:FTPDataAnalyzer"),
    AnalyzerSpec("GSSAPI", "gssapi:GSSAPIAnalyzer"),
    AnalyzerSpec("HTTP", "http:HTTPAnalyzer"),
    AnalyzerSpec("IMAP", "imap:IMAPAnalyzer"),
    AnalyzerSpec("IRC", "irc:IRCAnalyzer"),
    AnalyzerSpec("IRC_DATA", "file_data:IRCDataAnalyzer"),
    AnalyzerSpec("KRB", "krb:KRBAnalyzer"),
    AnalyzerSpec("KRB_TCP", "krb:KRBTCPAnalyzer"),
    AnalyzerSpec("MODBUS", "modbus:ModbusAnalyzer"),
    AnalyzerSpec("MYSQL", "mysql:MySQLAnalyzer"),
    AnalyzerSpec("NTLM", "ntlm:NTLMAnalyzer"),
    AnalyzerSpec("NTP", "ntp:NTPAnalyzer"),
    AnalyzerSpec("POP3", "pop3:POP3Analyzer"),
    AnalyzerSpec("RADIUS", "radius:RADIUSAnalyzer"),
    AnalyzerSpec("RDP", "rdp:RDPAnalyzer"),
    AnalyzerSpec("SIP", "sip:SIPAnalyzer"),
    AnalyzerSpec("SMB", "smb:SMBAnalyzer"),
    AnalyzerSpec("SMTP", "smtp:SMTPAnalyzer"),
    AnalyzerSpec("SNMP", "snmp:SNMPAnalyzer"),
    AnalyzerSpec("SOCKS", "socks:SOCKSAnalyzer"),
    AnalyzerSpec("SSH", "ssh:SSHAnalyzer"),
    AnalyzerSpec("SSL", "ssl:SSLAnalyzer"),
    AnalyzerSpec("STREAM_EVENT", "stream_event:StreamEventAnalyzer"),
    AnalyzerSpec("SYSLOG", "syslog:SyslogAnalyzer"),
    AnalyzerSpec("XMPP", "xmpp:XMPPAnalyzer"),
)

ANALYZERS = {spec.name: spec for spec in _SPECS}
"Each analyzer by its short name."
