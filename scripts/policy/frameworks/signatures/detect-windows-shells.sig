# The greeting of a Windows command line inside of a TCP connection: somebody has a shell.

# The originator sends it: the shell called home.
signature windows_reverse_shell {
  ip-proto == tcp
  tcp-state established,originator
  payload /.*Microsoft Windows.*\x28C\x29 Copyright 1985-.*Microsoft Corp/
  event "ATTACK-RESPONSES Microsoft cmd.exe banner (reverse-shell originator)"
}

# The responder sends it: the shell waited for a call.
signature windows_shell {
  ip-proto == tcp
  tcp-state established,responder
  payload /.*Microsoft Windows.*\x28C\x29 Copyright 1985-.*Microsoft Corp/
  event "ATTACK-RESPONSES Microsoft cmd.exe banner (normal-shell responder)"
}
