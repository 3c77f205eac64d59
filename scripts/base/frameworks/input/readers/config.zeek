module InputConfig;

export {
	const set_separator: string = Input::set_separator &redef;
	const empty_field: string = "" &redef;
	const fail_on_file_problem: bool = F &redef;

	global new_value: event(name: string, source: string, id: string, value: any);
}
