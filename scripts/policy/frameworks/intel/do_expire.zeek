##! Intelligence that is not renewed is forgotten, after ten minutes or
##! `Intel::item_expiration`.

@load base/frameworks/intel

module Intel;

redef Intel::item_expiration = 10min;

hook item_expired(indicator: string, indicator_type: Type, metas: set[MetaData]) &priority=-10
	{
	break;
	}
