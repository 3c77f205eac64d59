module PacketAnalyzer::Geneve;

export {
	global get_options: function(): geneve_options_vec_vec;
}
