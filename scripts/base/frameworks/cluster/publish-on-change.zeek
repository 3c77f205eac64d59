module Cluster;

export {
	const default_publish_table_batch_size: count = 10000 &redef;

	global publish_table: function(topic: string, table_val: any,
		batch_size: count &default=default_publish_table_batch_size): bool;
}

global topic_prefixes: table[pattern] of string;

@load base/bif/publish_on_change.bif

function publish_table(topic: string, table_val: any, batch_size: count): bool
	{
	return __publish_table(topic, table_val, batch_size);
	}

event Cluster::table_change_infos(tcheader: TableChangeHeader, tcinfos: TableChangeInfos)
	{
	# A node does not apply its own changes again.
	if ( tcheader$node_id == node_id() )
		return;

	if ( hook apply_table_change_infos_policy(tcheader, tcinfos) )
		apply_table_change_infos(tcheader, tcinfos);
	}
