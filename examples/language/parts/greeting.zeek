##! How to greet people: loaded by 11-modules.zeek.

module Greeting;

export {
	## What to say.
	const word = "hello" &redef;

	## Whether to say it loudly.
	const loud = F &redef;

	## Who is known.
	const names: set[string] = { "guide" } &redef;

	type Manner: enum { POLITE, RUDE };

	## The words for somebody.
	global greet: function(name: string): string;
}

# Not exported: Greeting::stranger is an error elsewhere.
const stranger = "who are you?";

function greet(name: string): string
	{
	return name in names ? fmt("%s, %s", word, name) : stranger;
	}
