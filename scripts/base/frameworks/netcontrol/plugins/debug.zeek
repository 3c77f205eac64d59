##! A plugin that does nothing but print what it is asked to do.

@load ../main
@load ../plugin

module NetControl;

export {
	## One that takes all rules, or none.
	global create_debug: function(do_something: bool, name: string &default="")
		: PluginState;

	## One that says of all rules that they were there before.
	global create_debug_exists: function(name: string): PluginState;

	## One that fails with all rules.
	global create_debug_error: function(name: string): PluginState;
}

function takes_rules(p: PluginState): bool
	{
	return p$config["all"] == "1";
	}

function debug_name(p: PluginState): string
	{
	return p$config["name"];
	}

function debug_log(p: PluginState, msg: string)
	{
	print fmt("netcontrol debug (%s): %s", debug_name(p), msg);
	}

function debug_init(p: PluginState)
	{
	debug_log(p, "init");
	plugin_activated(p);
	}

function debug_done(p: PluginState)
	{
	debug_log(p, "init");
	}

function debug_add_rule(p: PluginState, r: Rule): bool
	{
	debug_log(p, fmt("add_rule: %s", r));

	if ( takes_rules(p) )
		event NetControl::rule_added(r, p);

	return takes_rules(p);
	}

function debug_add_rule_exists(p: PluginState, r: Rule): bool
	{
	debug_log(p, fmt("add_rule_exists: %s", r));

	if ( takes_rules(p) )
		event NetControl::rule_exists(r, p);

	return takes_rules(p);
	}

function debug_add_rule_error(p: PluginState, r: Rule): bool
	{
	debug_log(p, fmt("add_rule_error: %s", r));

	if ( takes_rules(p) )
		event NetControl::rule_error(r, p, "debug error");

	return takes_rules(p);
	}

function debug_remove_rule(p: PluginState, r: Rule, reason: string): bool
	{
	debug_log(p, fmt("remove_rule (%s): %s", reason, r));
	event NetControl::rule_removed(r, p);
	return T;
	}

global debug_plugin = Plugin($name=debug_name, $can_expire=F, $init=debug_init,
	$done=debug_done, $add_rule=debug_add_rule, $remove_rule=debug_remove_rule);

function debug_state(name: string, takes: bool): PluginState
	{
	local p = copy(PluginState($plugin=debug_plugin));

	p$config["all"] = takes ? "1" : "0";
	p$config["name"] = name;
	return p;
	}

function create_debug(do_something: bool, name: string): PluginState
	{
	if ( name == "" )
		name = do_something ? "Debug-All" : "Debug-None";

	return debug_state(name, do_something);
	}

function create_debug_error(name: string): PluginState
	{
	local p = debug_state(name, T);

	p$plugin$add_rule = debug_add_rule_error;
	return p;
	}

function create_debug_exists(name: string): PluginState
	{
	local p = debug_state(name, T);

	p$plugin$add_rule = debug_add_rule_exists;
	return p;
	}
