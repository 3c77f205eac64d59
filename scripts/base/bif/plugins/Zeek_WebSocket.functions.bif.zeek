module WebSocket;

export {
	global __configure_analyzer: function(c: connection, aid: count,
		config: WebSocket::AnalyzerConfig): bool;
}
