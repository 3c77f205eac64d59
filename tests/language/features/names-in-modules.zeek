# Variables of functions in a module print with the module's name.
module Shop;
export {
	global price: function(items: vector of count): count;
}
const rate = 3;
function price(items: vector of count): count
	{
	local total = 0;
	for ( i in items )
		total += items[i] * rate;
	return total;
	}
event zeek_init()
	{
	print price;
	}
