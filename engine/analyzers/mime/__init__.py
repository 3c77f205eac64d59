"""MIME: messages made of headers and bodies, as mail and HTTP carry them.

An `Entity` (`entity`) reads a header and a body that may have parts, `Header`
(`header`, with the words of `syntax`) a field of it, and `decoding` what its content
means. `mail` has the message that raises the events of mail.
"""
