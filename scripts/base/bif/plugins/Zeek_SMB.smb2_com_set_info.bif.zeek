module GLOBAL;

export {
	## A request to rename a file.
	global smb2_file_rename: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		dst_filename: string);

	## A request to delete a file when it is closed, or to keep it.
	global smb2_file_delete: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		delete_pending: bool);

	## A request to set times and attributes of a file.
	global smb2_file_sattr: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		times: SMB::MACTimes, attrs: SMB2::FileAttrs);

	## A request to set the allocated size of a file.
	global smb2_file_allocation: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		alloc_size: int);

	## A request to set the size of a file.
	global smb2_file_endoffile: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		end_of_file: int);

	## A request to set the mode of an open file.
	global smb2_file_mode: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		mode: count);

	## A request to set the modes of a pipe.
	global smb2_file_pipe: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		read_mode: count, completion_mode: count);

	## A request to set the position in a file.
	global smb2_file_position: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		current_byte_offset: int);

	## A request to set the 8.3 name of a file.
	global smb2_file_shortname: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		file_name: string);

	## A request to set how much of a file holds valid data.
	global smb2_file_validdatalength: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		valid_data_length: int);

	## A request to set extended attributes of a file.
	global smb2_file_fullea: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		file_eas: SMB2::FileEAs);

	## A request for a hard link to a file.
	global smb2_file_link: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		root_directory: count, file_name: string);

	## A request to set quota and indexing of a volume.
	global smb2_file_fscontrol: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		fs_control: SMB2::Fscontrol);

	## A request to set the object identifier of a volume.
	global smb2_file_fsobjectid: event(c: connection, hdr: SMB2::Header, file_id: SMB2::GUID,
		object_id: SMB2::GUID, extended_info: string);
}
