##! The parts of mails.

@load base/frameworks/files
@load base/frameworks/notice/weird
@load base/utils/strings
@load base/utils/files
@load ./main

module SMTP;

export {
	## The part of a message that is being read.
	type Entity: record {
		filename: string &optional;
	};

	redef record Info += {
		entity: Entity &optional;
	};

	redef record State += {
		mime_depth: count &default=0;
	};
}
