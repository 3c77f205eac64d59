# A session message of SMB 1, 2 or 3 at the begin of either direction.
signature dpd_smb {
	ip-proto == tcp
	payload /^....[\xfe\xff]SMB/
	enable "smb"
}
