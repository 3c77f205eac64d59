# Mail, news, calendars, keys and certificates.

signature message-mail-delivered { file-mime "message/rfc822", 160 file-magic /^(?i:delivered-to:)/ }
signature message-mail-returned { file-mime "message/rfc822", 150 file-magic /^(?i:return-path:)/ }
signature message-mail-from { file-mime "message/rfc822", 80 file-magic /^From:/ }
signature message-mail-forward { file-mime "message/rfc822", 130 file-magic /^Forward to/ }
signature message-mail-pipe { file-mime "message/rfc822", 100 file-magic /^Pipe to/ }
signature message-mail-relay { file-mime "message/rfc822", 170 file-magic /^Relay-Version:/ }
signature message-news-batch { file-mime "message/rfc822", 110 file-magic /^#! rnews/ }
signature message-news-batch-mailed { file-mime "message/rfc822", 120 file-magic /^N#! rnews/ }
signature message-news-article { file-mime "message/news", 100 file-magic /^Article/ }
signature message-news-header { file-mime "message/news", 80 file-magic /^(Path|Xref):/ }
signature message-binhex { file-mime "application/mac-binhex40", 320 file-magic /^.{11}must be converted with BinHex/ }
signature message-tnef { file-mime "application/vnd.ms-tnef", 100 file-magic /^x\x9f>\"/ }
signature message-calendar { file-mime "text/calendar", 180 file-magic /^BEGIN:VCALENDAR/ }
signature message-card { file-mime "text/x-vcard", 140 file-magic /^BEGIN:VCARD/ }

signature message-pgp { file-mime "application/pgp", 260 file-magic /^-{5}BEGIN PGP MESSAGE-/ }
signature message-pgp-encrypted { file-mime "text/PGP", 50 file-magic /^(\x85\x02|\xa6\x00)/ }
signature message-pgp-keys { file-mime "application/pgp-keys", 330 file-magic /^..---BEGIN PGP PUBLIC KEY BLOCK-/ }
signature message-pgp-ring { file-mime "application/x-pgp-keyring", 50 file-magic /^(\x95[\x00\x01]|\x99\x00)/ }
signature message-pgp-signature { file-mime "application/pgp-signature", 280 file-magic /^-{5}BEGIN PGP SIGNATURE-/ }
signature message-gnupg-ring { file-mime "application/x-gnupg-keyring", 50 file-magic /^\x99\x01/ }
signature message-pem { file-mime "application/x-pem" file-magic /^-{5}BEGIN CERTIFICATE-{5}/ }
signature message-pkcs7 { file-mime "application/pkcs7-signature", 100 file-magic /^MIME-Version:.*protocol=\"application\/pkcs7-signature\"/ }
# OCSP by the object identifiers near its begin: SHA-1, and id-pkix-ocsp-basic.
signature message-ocsp-request { file-mime "application/ocsp-request", 71 file-magic /^.{11,19}\x06\x05\+\x0e\x03\x02\x1a/ }
signature message-ocsp-response { file-mime "application/ocsp-response", 71 file-magic /^.{11,19}\x06\x09\+\x06\x01\x05\x05\x070\x01\x01/ }
