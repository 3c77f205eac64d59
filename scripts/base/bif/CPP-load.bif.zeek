module GLOBAL;

export {
	global load_CPP: function(h: count): bool;
}
