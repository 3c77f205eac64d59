##! Reads encrypted SMB3 of those whose secrets are given here.
##!
##! Zeek has no such thing. With the password or the NT hash of a user, the session
##! key follows from the NTLM login in the capture; of other logins, the session key
##! itself can be given. What is inside of encrypted messages is then analyzed as if
##! it had been plain: same events, same logs.

@load base/protocols/smb

module SMB;

export {
	## Passwords by user: ``alice``, ``DOMAIN\alice`` or ``alice@DOMAIN``, in either
	## case.
	option SMB::decryption_passwords: table[string] of string = {};

	## The same for NT hashes, 32 hexadecimal digits.
	option SMB::decryption_nt_hashes: table[string] of string = {};

	## Session keys by session id, in hexadecimal.
	option SMB::decryption_session_keys: table[count] of string = {};
}
