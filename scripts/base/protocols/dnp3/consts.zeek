##! The numbers of DNP3 and their names.

module DNP3;

export {
	## Functions by number.
	const function_codes: table[count] of string = {
		[0] = "CONFIRM",
		[1] = "READ",
		[2] = "WRITE",
		[3] = "SELECT",
		[4] = "OPERATE",
		[5] = "DIRECT_OPERATE",
		[6] = "DIRECT_OPERATE_NR",
		[7] = "IMMED_FREEZE",
		[8] = "IMMED_FREEZE_NR",
		[9] = "FREEZE_CLEAR",
		[10] = "FREEZE_CLEAR_NR",
		[11] = "FREEZE_AT_TIME",
		[12] = "FREEZE_AT_TIME_NR",
		[13] = "COLD_RESTART",
		[14] = "WARM_RESTART",
		[15] = "INITIALIZE_DATA",
		[16] = "INITIALIZE_APPL",
		[17] = "START_APPL",
		[18] = "STOP_APPL",
		[19] = "SAVE_CONFIG",
		[20] = "ENABLE_UNSOLICITED",
		[21] = "DISABLE_UNSOLICITED",
		[22] = "ASSIGN_CLASS",
		[23] = "DELAY_MEASURE",
		[24] = "RECORD_CURRENT_TIME",
		[25] = "OPEN_FILE",
		[26] = "CLOSE_FILE",
		[27] = "DELETE_FILE",
		[28] = "GET_FILE_INFO",
		[29] = "AUTHENTICATE_FILE",
		[30] = "ABORT_FILE",
		[31] = "ACTIVATE_CONFIG",
		[32] = "AUTHENTICATE_REQ",
		[33] = "AUTHENTICATE_REQ_NR",
		[129] = "RESPONSE",
		[130] = "UNSOLICITED_RESPONSE",
		[131] = "AUTHENTICATE_RESP"
	} &default=function(n: count): string { return fmt("unknown-%d", n); } &redef;
}
