# HTTP by its first line. Either side is enough, since of a long reply the other side may
# come too late.

# The methods are those of RFC 9110, RFC 5789 (PATCH), of WebDAV and its extensions
# (RFC 4918, RFC 3253, RFC 3648, RFC 3744, RFC 4791, RFC 5323, RFC 5842, RFC 4437), of
# RFC 2068 (LINK and UNLINK), and of Microsoft's Exchange and RPC over HTTP.
signature dpd_http_client {
	ip-proto == tcp
	tcp-state originator
	payload /^[[:space:]]*(ACL|BASELINE-CONTROL|BCOPY|BDELETE|BIND|BMOVE|BPROPFIND|BPROPPATCH|CHECKIN|CHECKOUT|CONNECT|COPY|DELETE|GET|HEAD|LABEL|LINK|LOCK|MERGE|MKACTIVITY|MKCALENDAR|MKCOL|MKREDIRECTREF|MKWORKSPACE|MOVE|NOTIFY|OPTIONS|ORDERPATCH|PATCH|POLL|POST|PROPFIND|PROPPATCH|PUT|REBIND|REPORT|RPC_IN_DATA|RPC_OUT_DATA|SEARCH|SUBSCRIBE|TRACE|UNBIND|UNCHECKOUT|UNLINK|UNLOCK|UNSUBSCRIBE|UPDATE|VERSION-CONTROL|X-MS-ENUMATTS)[[:space:]]*/
	enable "http"
}

signature dpd_http_server {
	ip-proto == tcp
	tcp-state responder
	payload /^[hH][tT][tT][pP]\/[0-9]/
	enable "http"
}
