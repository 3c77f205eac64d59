##! Adds to notice.log the Community ID of the connection that a notice is about.

@load base/frameworks/notice
@load base/protocols/conn
@load policy/protocols/conn/community-id-logging

module CommunityID::Notice;

export {
	## Whether ids are filled in; the column stays in any case.
	option enabled: bool = T;

	redef record Notice::Info += {
		community_id: string &optional &log;
	};
}

hook Notice::notice(n: Notice::Info)
	{
	if ( enabled && n?$conn && n$conn?$conn && n$conn$conn?$community_id )
		n$community_id = n$conn$conn$community_id;
	}
