# What is wrong with signature files is told before anything runs.
@load-sigs ./own
@load-sigs ./missing

global number = 7;
global words: set[string] = { "a" };

event without_message(state: signature_state, msg: string, data: string) { }
event with_message(state: signature_state, msg: count, data: string) { }
function no_answer(state: signature_state, data: string): count { return 1; }
function no_data(state: signature_state): bool { return T; }

event zeek_init()
	{
	print "not reached";
	}
