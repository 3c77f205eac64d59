##! Adds to mails about notices what the name service calls the hosts concerned.

@load base/frameworks/notice/main

module Notice;

# A `when` works on copies; what it finds goes to the notices kept here.
global tmp_notice_storage: table[string] of Notice::Info &create_expire=max_email_delay + 10secs;

# Looks a host up; the mail waits for the answer, or until `max_email_delay` is over.
function add_hostname(id: string, host: addr, token: string, title: string)
	{
	add tmp_notice_storage[id]$email_delay_tokens[token];

	when [id, host, token, title] ( local name = lookup_addr(host) )
		{
		local n = tmp_notice_storage[id];

		n$email_body_sections += fmt("%s hostname: %s\n", title, name);
		delete n$email_delay_tokens[token];
		}
	}

# After those who choose the addresses of a mail, before it is sent.
hook notice(n: Notice::Info) &priority=-1
	{
	if ( |n$email_dest| == 0 || ! (n?$src || n?$dst) )
		return;

	local id = unique_id("");

	tmp_notice_storage[id] = n;

	if ( n?$src )
		add_hostname(id, n$src, "hostnames-src", "orig/src");

	if ( n?$dst )
		add_hostname(id, n$dst, "hostnames-dst", "resp/dst");
	}
