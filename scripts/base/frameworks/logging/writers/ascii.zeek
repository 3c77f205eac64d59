module LogAscii;

export {
	const output_to_stdout: bool = F &redef;
	const use_json: bool = F &redef;
	const enable_leftover_log_rotation: bool = F &redef;
	const enable_utf_8: bool = T &redef;
	const gzip_level: count = 0 &redef;
	const gzip_file_extension: string = "gz" &redef;
	const json_timestamps: JSON::TimestampFormat = JSON::TS_EPOCH &redef;
	const json_include_unset_fields: bool = F &redef;
	const include_meta: bool = T &redef;
	const meta_prefix: string = "#" &redef;
	const separator: string = Log::separator &redef;
	const set_separator: string = Log::set_separator &redef;
	const empty_field: string = Log::empty_field &redef;
	const unset_field: string = Log::unset_field &redef;
}
