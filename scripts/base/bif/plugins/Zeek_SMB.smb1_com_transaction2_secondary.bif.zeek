module GLOBAL;

export {
	global smb1_transaction2_secondary_request: event(c: connection, hdr: SMB1::Header,
		args: SMB1::Trans2_Sec_Args, parameters: string, data: string);
}
