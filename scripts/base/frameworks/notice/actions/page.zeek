##! An action that mails a pager.

@load ../main

module Notice;

export {
	redef enum Action += { ACTION_PAGE };

	## The address of the pager.
	option mail_page_dest: string = "";
}

hook notice(n: Notice::Info)
	{
	if ( ACTION_PAGE in n$actions )
		add n$email_dest[mail_page_dest];
	}
