@load ./main
@load base/frameworks/cluster

module Config;

export {
	const config_files: set[string] = {} &redef;

	global read_config: function(filename: string);
}

global current_config: table[string] of string = table();

type ConfigItem: record {
	option_nv: string;
};

type EventFields: record {
	option_name: string;
	option_val: string;
};

event config_line(description: Input::EventDescription, tpe: Input::Event, p: EventFields)
	{
	}

event zeek_init() &priority=5
	{
	for ( file_name in config_files )
		Input::add_table(Input::TableDescription($reader=Input::READER_CONFIG, $mode=Input::REREAD,
			$source=file_name, $name="config-" + file_name, $idx=ConfigItem, $val=ConfigItem,
			$want_record=F, $destination=current_config));
	}

event InputConfig::new_value(name: string, source: string, id: string, value: any)
	{
	if ( source in config_files || starts_with(name, "config-oneshot-") )
		set_value(id, value, source);
	}

function read_config(filename: string)
	{
	local name = "config-oneshot-" + filename;

	Input::add_event(Input::EventDescription($reader=Input::READER_CONFIG, $mode=Input::MANUAL,
		$source=filename, $name=name, $fields=EventFields, $ev=config_line));
	Input::remove(name);
	}
