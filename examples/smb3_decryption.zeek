# pyzeek -C -r tests/traces/encrypted/smb3-11-encrypted.pcap examples/smb3_decryption.zeek
#
# Reads encrypted SMB3 of a user whose password is known, which Zeek cannot do; needs
# `pip install 'pyzeek[decryption]'`. An NT hash or session keys do as well: see
# policy/protocols/smb/decryption.zeek. All logs, such as smb_files.log, are made as if
# nothing had been encrypted.

@load policy/protocols/smb/decryption

redef SMB::decryption_passwords += { ["alice"] = "Wonder1and" };

redef Log::default_writer = Log::WRITER_NONE;

event smb2_tree_connect_request(c: connection, hdr: SMB2::Header, path: string)
	{
	print c$id$orig_h, path;
	}

event smb2_create_request(c: connection, hdr: SMB2::Header,
                          request: SMB2::CreateRequest)
	{
	print c$id$orig_h, "opens", request$filename;
	}
