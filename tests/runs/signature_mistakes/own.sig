signature twice { same-ip }
signature twice { same-ip }
signature unknown { dst-port == gone }
signature types { payload number dst-ip == words src-port == words payload-size == words }
signature states { udp-state established }
signature events {
	event gone
	event gone "with a message"
	event without_message
	event with_message "text"
}
signature functions {
	eval gone
	eval no_answer
	eval no_data
}
signature characters { same-ip; }
signature unfinished { payload }
signature ignored { gone }
