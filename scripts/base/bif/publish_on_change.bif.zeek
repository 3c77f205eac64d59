module Cluster;

export {
	global set_table_change_infos_forward_topic: function(topic: string);
	global apply_table_change_infos: function(tcheader: TableChangeHeader,
		table_change_infos: TableChangeInfos): bool;
	global __publish_table: function(topic: string, table_val: any, batch_size: count): bool;
}
