# The dialect that a server of SMB2 or SMB3 chose, by the bytes of its answer: a header
# of 64 bytes, then the size of the structure, the security mode, and the dialect.

signature smb-3-1-1 {
  ip-proto == tcp
  src-port == 445
  tcp-state established,responder
  payload /^.{4}\xfeSMB.{8}\x00\x00.{50}\x41\x00..\x11\x03/
  event "SMB 3.1.1"
}

signature smb-2 {
  ip-proto == tcp
  src-port == 445
  tcp-state established,responder
  payload /^.{4}\xfeSMB.{8}\x00\x00.{50}\x41\x00..[\x02\x10]\x02/
  event "SMB 2"
}
