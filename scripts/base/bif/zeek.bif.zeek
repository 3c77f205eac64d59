module GLOBAL;

export {
	## Returns the time of the machine's clock.
	global current_time: function(): time;

	## Returns the time of the last packet.
	global network_time: function(): time;

	global set_network_time: function(nt: time): bool;
	global current_event_time: function(): time;
	global EventMetadata::register: function(id: EventMetadata::ID, t: any): bool;
	global EventMetadata::current: function(id: EventMetadata::ID): any_vec;
	global EventMetadata::current_all: function(): event_metadata_vec;

	## Returns an environment variable, empty if there is none.
	global getenv: function(var: string): string;

	## Sets an environment variable.
	global setenv: function(var: string, val: string): bool;

	## Ends the run at once.
	global exit: function(code: int): any;

	## Ends the run in good order: zeek_done is still raised.
	global terminate: function(): bool;

	## Runs a shell command in the background.
	global system: function(str: string): int;

	global system_env: function(str: string, env: table_string_of_string): int;
	global piped_exec: function(program: string, to_write: string): bool;
	global sleep: function(i: interval): interval;

	## Returns the MD5 of the arguments, as hexadecimal digits.
	global md5_hash: function(va_args: any): string;

	## Returns the SHA-1 of the arguments, as hexadecimal digits.
	global sha1_hash: function(va_args: any): string;

	global sha224_hash: function(va_args: any): string;

	## Returns the SHA-256 of the arguments, as hexadecimal digits.
	global sha256_hash: function(va_args: any): string;

	global sha384_hash: function(va_args: any): string;

	## Returns the SHA-512 of the arguments, as hexadecimal digits.
	global sha512_hash: function(va_args: any): string;

	global md5_hmac: function(va_args: any): string &deprecated="Remove in v9.1. Use sha256_hmac().";
	global sha256_hmac: function(va_args: any): string;
	global md5_hash_init: function(): opaque of md5;
	global sha1_hash_init: function(): opaque of sha1;
	global sha224_hash_init: function(): opaque of sha224;
	global sha256_hash_init: function(): opaque of sha256;
	global sha384_hash_init: function(): opaque of sha384;
	global sha512_hash_init: function(): opaque of sha512;
	global md5_hash_update: function(handle: opaque of md5, data: string): bool;
	global sha1_hash_update: function(handle: opaque of sha1, data: string): bool;
	global sha224_hash_update: function(handle: opaque of sha224, data: string): bool;
	global sha256_hash_update: function(handle: opaque of sha256, data: string): bool;
	global sha384_hash_update: function(handle: opaque of sha384, data: string): bool;
	global sha512_hash_update: function(handle: opaque of sha512, data: string): bool;
	global md5_hash_finish: function(handle: opaque of md5): string;
	global sha1_hash_finish: function(handle: opaque of sha1): string;
	global sha224_hash_finish: function(handle: opaque of sha224): string;
	global sha256_hash_finish: function(handle: opaque of sha256): string;
	global sha384_hash_finish: function(handle: opaque of sha384): string;
	global sha512_hash_finish: function(handle: opaque of sha512): string;
	global paraglob_init: function(v: any): opaque of paraglob;
	global paraglob_match: function(handle: opaque of paraglob, match: string): string_vec;
	global paraglob_equals: function(p_one: opaque of paraglob, p_two: opaque of paraglob): bool;
	global fnv1a32: function(input: any): count;
	global fnv1a64: function(input: any): count;
	global hrw_weight: function(key_digest: count, site_id: count): count;

	## Returns a random number below a limit.
	global rand: function(max: count): count;

	## Starts the random numbers anew.
	global srand: function(seed: count): any;

	global syslog: function(s: string): any;
	global identify_data: function(data: string, return_mime: bool &default=T): string;
	global file_magic: function(data: string): mime_matches;
	global find_entropy: function(data: string): entropy_test_result;
	global entropy_test_init: function(): opaque of entropy;
	global entropy_test_add: function(handle: opaque of entropy, data: string): bool;
	global entropy_test_finish: function(handle: opaque of entropy): entropy_test_result;

	## Returns an identifier that no other run returns.
	global unique_id: function(prefix: string): string;

	global unique_id_from: function(pool: int, prefix: string): string;

	## Removes all elements of a table or set.
	global clear_table: function(v: any): any;

	## Returns the values of a table.
	global table_values: function(t: any): any_vec;

	## Returns the indices of a table.
	global table_keys: function(t: any): any;

	global matching_subnets: function(search: subnet, t: any): subnet_vec;
	global filter_subnet_table: function(search: subnet, t: any): any;
	global check_subnet: function(search: subnet, t: any): bool;

	## Tells whether two values are one and the same.
	global same_object: function(o1: any, o2: any): bool;

	## Sets the length of a vector and returns the old one.
	global resize: function(aggr: any, newsize: count): count;

	## Tells whether any element of a vector of bool is true.
	global any_set: function(v: any): bool;

	## Tells whether all elements of a vector of bool are true.
	global all_set: function(v: any): bool;

	## Sorts a vector in place, by a comparing function if given, and returns it.
	global sort: function(va_args: any): any;

	## Returns the positions that would sort a vector.
	global order: function(va_args: any): index_vec;

	## Returns the arguments as text, one after the other.
	global cat: function(va_args: any): string;

	## The same with a separator between them and a text for empty ones.
	global cat_sep: function(va_args: any): string;

	## Formats arguments like printf.
	global fmt: function(va_args: any): string;

	global print_raw: function(va_args: any): bool;

	## Returns the largest whole number that is not above.
	global floor: function(d: double): double;

	## Returns the smallest whole number that is not below.
	global ceil: function(d: double): double;

	## Returns the square root.
	global sqrt: function(x: double): double;

	## Returns e to a power.
	global exp: function(d: double): double;

	## Returns the natural logarithm.
	global ln: function(d: double): double;

	## Returns the logarithm to base 2.
	global log2: function(d: double): double;

	## Returns the logarithm to base 10.
	global log10: function(d: double): double;

	## Returns a power.
	global pow: function(x: double, y: double): double;

	global current_analyzer: function(): count;
	global getpid: function(): count;

	## Returns the version of Zeek that is followed.
	global zeek_version: function(): string;

	## Tells whether the run is without default scripts.
	global bare_mode: function(): bool;

	## Returns the name of a value's type.
	global type_name: function(t: any): string;

	global type_aliases: function(x: any): string_set;
	global enum_names: function(et: any): string_set;
	global zeek_args: function(): string_vec;

	## Tells whether packets come from an interface.
	global reading_live_traffic: function(): bool;

	## Tells whether packets come from a file.
	global reading_traces: function(): bool;

	## Returns what the packets are read from.
	global packet_source: function(): PacketSource;

	global global_container_footprints: function(): var_sizes;
	global val_footprint: function(v: any): count;

	## Returns all global identifiers.
	global global_ids: function(): id_table;

	## Returns the names of all options.
	global global_options: function(): string_set;

	## Returns the value of a global identifier given by name.
	global lookup_ID: function(id: string): any;

	## Returns the fields of a record.
	global record_fields: function(rec: any): record_field_table;

	global do_profiling: function(): any;
	global is_local_interface: function(ip: addr): bool;
	global dump_rule_stats: function(f: file): bool;

	## Tells whether the run is about to end.
	global zeek_is_terminating: function(): bool;

	## Returns the name of the machine.
	global gethostname: function(): string;

	## Tells whether an address is IPv4.
	global is_v4_addr: function(a: addr): bool;

	## Tells whether an address is IPv6.
	global is_v6_addr: function(a: addr): bool;

	global is_v4_subnet: function(s: subnet): bool;
	global is_v6_subnet: function(s: subnet): bool;

	## Returns the calls that lead here.
	global backtrace: function(): Backtrace;

	global routing0_data_to_addrs: function(s: string): addr_vec;
	global addr_to_counts: function(a: addr): index_vec;
	global counts_to_addr: function(v: index_vec): addr;

	## Returns the number of an enum value.
	global enum_to_int: function(e: any): int;

	## Reads a whole number.
	global to_int: function(str: string, base: count &default=10): int;

	## Returns an int as count; 0 and an error if negative.
	global int_to_count: function(n: int): count;

	## Rounds to an int.
	global double_to_int: function(d: double): int;

	## Rounds to a count.
	global double_to_count: function(d: double): count;

	## Reads a whole number that is not negative.
	global to_count: function(str: string, base: count &default=10): count;

	## Returns an interval as seconds.
	global interval_to_double: function(i: interval): double;

	global count_to_double: function(c: count): double;
	global int_to_double: function(i: int): double;

	## Returns a time as seconds since 1970.
	global time_to_double: function(t: time): double;

	## Returns seconds since 1970 as time.
	global double_to_time: function(d: double): time;

	## Returns seconds as interval.
	global double_to_interval: function(d: double): interval;

	## Returns the number of a port.
	global port_to_count: function(p: port): count;

	## Returns the port of a number and a protocol.
	global count_to_port: function(num: count, proto: transport_proto): port;

	## Reads an address.
	global to_addr: function(ip: string): addr;

	global is_valid_ip: function(ip: string): bool;
	global is_valid_subnet: function(cidr: string): bool;

	## Reads a subnet.
	global to_subnet: function(sn: string): subnet;

	## Returns the subnet of just one address.
	global addr_to_subnet: function(a: addr): subnet;

	## Returns the first address of a subnet.
	global subnet_to_addr: function(sn: subnet): addr;

	## Returns the number of fixed bits of a subnet.
	global subnet_width: function(sn: subnet): count;

	## Reads a number.
	global to_double: function(str: string): double;

	global count_to_v4_addr: function(ip: count): addr;
	global raw_bytes_to_v4_addr: function(b: string): addr;
	global raw_bytes_to_v6_addr: function(x: string): addr;

	## Reads a port such as 80/tcp.
	global to_port: function(s: string): port;

	global bytestring_to_double: function(s: string): double;
	global bytestring_to_float: function(s: string): double;
	global bytestring_to_count: function(s: string, is_le: bool &default=F): count;
	global ptr_name_to_addr: function(s: string): addr;
	global addr_to_ptr_name: function(a: addr): string;

	## Returns bytes as hexadecimal digits.
	global bytestring_to_hexstr: function(bytestring: string): string;

	## Returns the bytes that hexadecimal digits stand for.
	global hexstr_to_bytestring: function(hexstr: string): string;

	## Encodes with Base64.
	global encode_base64: function(s: string, a: string &default=""): string;

	## Decodes Base64.
	global decode_base64: function(s: string, a: string &default=""): string;

	global is_valid_base64: function(s: string, a: string &default=""): bool;
	global decode_base64_conn: function(cid: conn_id, s: string, a: string &default=""): string;
	global uuid_to_string: function(uuid: string): string;

	## Escapes what is special in a pattern.
	global convert_for_pattern: function(s: string): string;

	## Returns a text as pattern, literally if asked to.
	global string_to_pattern: function(s: string, convert: bool): pattern;

	## Formats a time.
	global strftime: function(fmt: string, d: time): string;

	## Reads a time.
	global strptime: function(fmt: string, d: string): time;

	## Returns the subnet of a width that an address is in.
	global mask_addr: function(a: addr, top_bits_to_keep: count): subnet;

	global remask_addr: function(a1: addr, a2: addr, top_bits_from_a1: count): addr;
	global is_tcp_port: function(p: port): bool;
	global is_udp_port: function(p: port): bool;
	global is_icmp_port: function(p: port): bool;

	## Returns the protocol of a connection.
	global get_conn_transport_proto: function(cid: conn_id): transport_proto;

	## Returns the protocol of a port.
	global get_port_transport_proto: function(p: port): transport_proto;

	## Tells whether a connection is known.
	global connection_exists: function(c: conn_id): bool;

	## Returns the record of a connection.
	global lookup_connection: function(cid: conn_id): connection;

	global dump_current_packet: function(file_name: string): bool;

	## Returns the packet being worked on.
	global get_current_packet: function(): pcap_packet;

	## Returns the headers of the packet being worked on.
	global get_current_packet_header: function(): raw_pkt_hdr;

	global get_current_packet_ts: function(): time;
	global dump_packet: function(pkt: pcap_packet, file_name: string): bool;

	## Asks DNS for the name of an address.
	global lookup_addr: function(host: addr): string;

	global lookup_hostname_txt: function(host: string): string;

	## Asks DNS for the addresses of a name.
	global lookup_hostname: function(host: string): addr_set;

	global blocking_lookup_hostname: function(host: string): addr_set;
	global haversine_distance: function(lat1: double, long1: double, lat2: double, long2: double): double;
	global file_mode: function(mode: count): string;
	global lookup_connection_analyzer_id: function(cid: conn_id, atype: AllAnalyzers::Tag): count;

	## Takes an analyzer off a connection.
	global disable_analyzer: function(cid: conn_id, aid: count, err_if_no_conn: bool &default=T,
		prevent: bool &default=F): bool;

	## Stops the analysis of a connection.
	global skip_further_processing: function(cid: conn_id): bool;

	global set_record_packets: function(cid: conn_id, do_record: bool): bool;

	## Sets after how much silence a connection is forgotten.
	global set_inactivity_timeout: function(cid: conn_id, t: interval): interval;

	## Opens a file for writing, emptying it.
	global open: function(f: string): file;

	## Opens a file for writing at its end.
	global open_for_append: function(f: string): file;

	## Closes a file.
	global close: function(f: file): bool;

	## Writes to a file.
	global write_file: function(f: file, data: string): bool;

	global set_buf: function(f: file, buffered: bool): any;
	global flush_all: function(): bool;

	## Makes a directory.
	global mkdir: function(f: string): bool;

	## Removes an empty directory.
	global rmdir: function(d: string): bool;

	## Removes a file.
	global unlink: function(f: string): bool;

	## Renames a file.
	global rename: function(src_f: string, dst_f: string): bool;

	global active_file: function(f: file): bool;
	global get_file_name: function(f: file): string;
	global rotate_file: function(f: file): rotate_info;
	global rotate_file_by_name: function(f: string): rotate_info;
	global calc_next_rotate: function(i: interval): interval;
	global file_size: function(f: string): double;
	global enable_raw_output: function(f: file): any;
	global install_src_addr_filter: function(ip: addr, tcp_flags: count, prob: double): bool;
	global install_src_net_filter: function(snet: subnet, tcp_flags: count, prob: double): bool;
	global uninstall_src_addr_filter: function(ip: addr): bool;
	global uninstall_src_net_filter: function(snet: subnet): bool;
	global install_dst_addr_filter: function(ip: addr, tcp_flags: count, prob: double): bool;
	global install_dst_net_filter: function(snet: subnet, tcp_flags: count, prob: double): bool;
	global uninstall_dst_addr_filter: function(ip: addr): bool;
	global uninstall_dst_net_filter: function(snet: subnet): bool;
	global is_remote_event: function(): bool;
	global suspend_processing: function(): any;
	global continue_processing: function(): any;
	global is_processing_suspended: function(): bool;
	global match_signatures: function(c: connection, pattern_type: int, s: string, bol: bool,
		eol: bool, from_orig: bool, clear: bool): bool;

	## Asks for events that nothing handles, so that new_event sees them.
	global generate_all_events: function(): bool;

	## Tells whether a handler of an event exists.
	global is_event_handled: function(event_name: string): bool;

	global __init_secondary_bifs: function(): bool;
	global preserve_prefix: function(a: addr, width: count): any;
	global preserve_subnet: function(a: subnet): any;
	global anonymize_addr: function(a: addr, cl: IPAddrAnonymizationClass): addr;

	## Returns a value as JSON.
	global to_json: function(val: any, only_loggable: bool &default=F,
		field_escape_pattern: pattern &default=/^_/, interval_as_double: bool &default=F): string;

	## Reads a value of a type from JSON.
	global from_json: function(s: string, t: any,
		key_func: string_mapper &default=from_json_default_key_mapper): from_json_result;

	global compress_path: function(dir: string): string;

	## Tells whether a tag is that of a protocol analyzer.
	global is_protocol_analyzer: function(atype: AllAnalyzers::Tag): bool;

	## Tells whether a tag is that of a file analyzer.
	global is_file_analyzer: function(atype: AllAnalyzers::Tag): bool;

	## Tells whether a tag is that of a packet analyzer.
	global is_packet_analyzer: function(atype: AllAnalyzers::Tag): bool;

	global enable_event_group: function(group: string): bool;
	global disable_event_group: function(group: string): bool;
	global has_event_group: function(group: string): bool;
	global enable_module_events: function(module_name: string): bool;
	global disable_module_events: function(module_name: string): bool;
	global has_module_events: function(group: string): bool;
	global have_spicy: function(): bool;
	global have_spicy_analyzers: function(): bool;
	global table_pattern_matcher_stats: function(tbl: any): MatcherStats;
	global find_in_zeekpath: function(p: string): string;
	global get_plugin_components: function(category: string): plugin_component_vec;
	global modulo: function(a: int, b: int): int;
	global __init_primary_bifs: function(): bool;
}
