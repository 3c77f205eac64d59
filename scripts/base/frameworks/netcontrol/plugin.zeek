##! What plugins are that put rules into effect.

@load ./types

module NetControl;

export {
	## What one plugin at work keeps; plugins may add fields.
	type PluginState: record {
		config: table[string] of string &default=table();

		# The next are the framework's own.
		_id: count &optional;
		_priority: int &default=+0;
		_activated: bool &default=F;
	};

	## A plugin: functions for what it can do. A plugin that takes a rule tells later, by
	## the events rule_added, rule_removed or rule_error, what has become of it.
	type Plugin: record {
		## What it is called in logs.
		name: function(state: PluginState): string;

		## Whether rules that have expired are ended by the plugin.
		can_expire: bool;

		## Called when the plugin is activated; it tells by `plugin_activated` that it is
		## ready. Without it a plugin is ready at once.
		init: function(state: PluginState) &optional;

		## Called at the end.
		done: function(state: PluginState) &optional;

		## Takes a rule or refuses it.
		add_rule: function(state: PluginState, r: Rule): bool &optional;

		## Takes a rule back that it took.
		remove_rule: function(state: PluginState, r: Rule, reason: string): bool &optional;
	};

	redef record PluginState += {
		plugin: Plugin &optional;
	};
}
