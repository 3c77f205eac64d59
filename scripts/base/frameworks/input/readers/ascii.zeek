module InputAscii;

export {
	const separator: string = Input::separator &redef;
	const set_separator: string = Input::set_separator &redef;
	const empty_field: string = Input::empty_field &redef;
	const unset_field: string = Input::unset_field &redef;
	const fail_on_invalid_lines: bool = F &redef;
	const fail_on_file_problem: bool = F &redef;
	const path_prefix: string = "" &redef;
}
