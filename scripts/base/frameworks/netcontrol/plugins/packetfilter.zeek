##! A plugin that puts rules into the packet filter, which knows addresses only.

@load ../plugin

module NetControl;

export {
	global create_packetfilter: function(): PluginState;
}

# Whether a rule keeps hosts away from the monitor, whatever their ports.
function packetfilter_check_rule(r: Rule): bool
	{
	if ( r$ty != DROP || r$target != MONITOR )
		return F;

	if ( r$entity$ty == ADDRESS )
		return T;

	if ( r$entity$ty != FLOW )
		return F;

	local f = r$entity$flow;

	return ! (f?$src_p || f?$dst_p || f?$src_m || f?$dst_m);
	}

# The two sides of a rule as a flow.
function packetfilter_flow(e: Entity): Flow
	{
	return e$ty == FLOW ? e$flow : Flow($src_h=e$ip, $dst_h=e$ip);
	}

function packetfilter_add_rule(p: PluginState, r: Rule): bool
	{
	if ( ! packetfilter_check_rule(r) )
		return F;

	local f = packetfilter_flow(r$entity);

	if ( f?$src_h )
		install_src_net_filter(f$src_h, 0, 1.0);

	if ( f?$dst_h )
		install_dst_net_filter(f$dst_h, 0, 1.0);

	return T;
	}

function packetfilter_remove_rule(p: PluginState, r: Rule, reason: string): bool
	{
	if ( ! packetfilter_check_rule(r) )
		return F;

	local f = packetfilter_flow(r$entity);

	if ( f?$src_h )
		uninstall_src_net_filter(f$src_h);

	if ( f?$dst_h )
		uninstall_dst_net_filter(f$dst_h);

	return T;
	}

function packetfilter_name(p: PluginState): string
	{
	return "Packetfilter";
	}

global packetfilter_plugin = Plugin($name=packetfilter_name, $can_expire=F,
	$add_rule=packetfilter_add_rule, $remove_rule=packetfilter_remove_rule);

function create_packetfilter(): PluginState
	{
	return PluginState($plugin=packetfilter_plugin);
	}
