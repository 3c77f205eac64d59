# pyzeek -b examples/language/14-when.zeek
#
# `when` waits until a condition holds while everything else goes on. The variables
# that it uses are listed in brackets, as for functions without a name.

global answers: table[string] of string;
global arrived: event(question: string, answer: string);

event arrived(question: string, answer: string)
	{
	print fmt("an answer to %s arrives", question);
	answers[question] = answer;
	}

# A function that waits returns to its caller only when it is through; a caller of
# such a function stands in a `when` itself.
function ask(question: string): string
	{
	return when [question] ( question in answers )
		{
		return answers[question];
		}
	timeout 1 min
		{
		return "no answer";
		}
	}

event zeek_init()
	{
	local who = "color";

	when [who] ( who in answers )
		{
		print fmt("%s is %s", who, answers[who]);
		}

	when ( local reply = ask("size") )
		{
		print fmt("size is %s", reply);
		}

	event arrived("color", "green");
	event arrived("size", "large");
	print "zeek_init does not wait";
	}
