module Input;

export {
	global __create_table_stream: function(description: Input::TableDescription): bool;
	global __create_event_stream: function(description: Input::EventDescription): bool;
	global __create_analysis_stream: function(description: Input::AnalysisDescription): bool;
	global __remove_stream: function(id: string): bool;
	global __force_update: function(id: string): bool;
}
