module Option;

export {
	## Changes an option and calls its change handlers.
	global Option::set: function(ID: string, val: any, location: string &default=""): bool;

	## Adds a function that is asked before an option changes.
	global set_change_handler: function(ID: string, on_change: any, priority: int &default=0): bool;

	global any_set_to_any_vec: function(v: any): any_vec;
}
