##! Items in files may ask to be removed.

@load base/frameworks/intel

module Intel;

export {
	redef record Intel::MetaData += {
		## Whether the item is to go rather than to come.
		remove: bool &default=F;
	};
}

hook Intel::filter_item(item: Item)
	{
	if ( item$meta$remove )
		{
		Intel::remove(item);
		break;
		}
	}
