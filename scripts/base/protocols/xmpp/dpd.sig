# A stream of jabber, perhaps behind the declaration of XML.
signature dpd_xmpp {
	ip-proto == tcp
	payload /^(<\?xml[^?>]*\?>)?[\n\r ]*<stream:stream [^>]*xmlns='jabber:/
	enable "xmpp"
}
