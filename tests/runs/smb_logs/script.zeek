# Every log about SMB and the files on its shares, on standard output.

@load policy/protocols/smb/log-cmds
@load frameworks/files/hash-all-files
@load frameworks/files/entropy-test-all-files

redef LogAscii::output_to_stdout = T;
redef LogAscii::include_meta = F;

hook Conn::log_policy(rec: Conn::Info, id: Log::ID, filter: Log::Filter) { break; }
hook PacketFilter::log_policy(rec: PacketFilter::Info, id: Log::ID, filter: Log::Filter) { break; }
