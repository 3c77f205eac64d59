##! Names of files, except those of SMB, which smb-filenames sees.

@load base/frameworks/intel
@load ./where-locations

function see_file_name(f: fa_file)
	{
	if ( f?$info && f$info?$filename )
		Intel::seen(Intel::Seen($indicator=f$info$filename,
			$indicator_type=Intel::FILE_NAME, $f=f, $where=Files::IN_NAME));
	}

event file_new(f: fa_file) &group="Intel::FILE_NAME"
	{
	# with a connection, the name is told with the connection
	if ( ! f?$conns || |f$conns| == 0 )
		see_file_name(f);
	}

event file_over_new_connection(f: fa_file, c: connection, is_orig: bool)
		&priority=-5 &group="Intel::FILE_NAME"
	{
	if ( f$source != "SMB" )
		see_file_name(f);
	}
