# The header of a PDU: version 5.0 or 5.1, and a type that is in use.
signature dpd_dce_rpc {
	ip-proto == tcp
	payload /^\x05[\x00\x01][\x00-\x13]/
	enable "DCE_RPC"
}
