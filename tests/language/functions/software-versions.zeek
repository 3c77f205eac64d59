# How software names itself, taken apart: servers, clients, and browsers that pass for
# others.
@load base/frameworks/software

module Software;

function all(): vector of string
	{
	return vector("Apache/2.3.11 (Unix)", "OpenSSH_5.9p1", "OpenSSH_4.3", "Sun_SSH_1.1", "Microsoft-IIS/6.0", "curl/7.19.7 (x86_64-redhat-linux-gnu) libcurl/7.19.7",
	"ProFTPD 1.3.1 Server (Debian)", "nginx", "vsftpd 2.3.4", "(vsFTPd 2.0.5)", "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:12.0) Gecko/20100101 Firefox/12.0",
	"Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)", "Mozilla/4.0 (compatible; MSIE 7.0b; Windows NT 6.0)", "Opera/9.80 (J2ME/MIDP; Opera Mini/4.2.13337/20.2485; U; en) Presto/2.5.25 Version/10.54",
	"Opera/9.80 (Windows NT 6.1; U; en) Presto/2.7.62 Version/11.01", "Mozilla/5.0 (iPhone; CPU OS 5_0) AppleWebKit/534.46 (KHTML, like Gecko) Version/5.1 Mobile/9A334 Safari/7534.48.3",
	"Mozilla/5.0 (X11; Linux) AppleWebKit/535.2 (KHTML, like Gecko) Chrome/15.0.874.121 Safari/535.2", "A/8.0.0/Google/Pixel", "Flash%20Player/26.0.0.137 CFNetwork/811.5.4", "Mozilla/5.0 (x) AdobeAIR/2.6",
	"Mozilla/4.0 (Windows XP 5.1) Java/1.6.0_23", "Zope/(Zope 2.7.8-final, python 2.3.5, darwin) ZServer/1.1 Plone/Unknown", "mini_httpd/1.19 19dec2003", "Python-urllib/3.2", "Apache 2.0", "\\x41pache-1.2", "", "1.2.3", "Mozilla/5.0 (Windows NT 10.0) Edge/12.246", "Mozilla/5.0 (x) AppleWebKit/536.5", "Mozilla/5.0", "Mozilla/5.0 (Macintosh) Gecko/20091204 Thunderbird/3.0.1pre", "The Bat! (v2.00.9) Personal", "Flash Player 10.1.2", "Opera/9.80 (Android; Opera Mobi/27) Version/11.10",
	"Opera/8.01 (x) Opera 9.22");
	}

function sign(a: string, b: string): int
	{
	return cmp_versions(parse(a)$version, parse(b)$version);
	}

event zeek_init()
	{
	for ( _, text in all() )
		print text, parse(text);
	print sign("a 1.2", "a 1.2"), sign("a 1.2", "a 1.10"), sign("a 2.0", "a 1.9");
	print sign("a 1.2", "a 1.2.0"), sign("a 1.2p1", "a 1.2"), sign("a 1.2a", "a 1.2b");
	print software_fmt_version(parse("a 1.2.3p4")$version), software_fmt_version(Version());
	}
