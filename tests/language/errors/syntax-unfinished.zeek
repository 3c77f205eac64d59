# A statement that is not finished, after one with a wrong type.
function f(x: count): string
	{
	local b: string = x;
	return x
	}
