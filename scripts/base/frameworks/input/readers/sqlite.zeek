module InputSQLite;

export {
	const set_separator: string = Input::set_separator &redef;
	const unset_field: string = Input::unset_field &redef;
	const empty_field: string = Input::empty_field &redef;
}
