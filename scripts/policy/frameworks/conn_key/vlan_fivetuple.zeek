##! Tells connections of different VLANs apart, although their addresses and ports are the
##! same, and shows the VLANs in each `conn_id`.

redef record conn_id_ctx += {
	## The only VLAN, or the outer one of two.
	vlan: int &log &optional;
	inner_vlan: int &log &optional;
};

redef ConnKey::factory = ConnKey::CONNKEY_VLAN_FIVETUPLE;
