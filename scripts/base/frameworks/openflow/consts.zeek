##! Numbers of OpenFlow 1.0, and of the protocols that its rules tell apart.

module OpenFlow;

# A rule's cookie: eight bits for who made it, eight for a group, 32 for the rule.
const COOKIE_BID_SIZE = 16777216;
const COOKIE_BID_START = 1099511627776;
const ZEEK_COOKIE_ID = 4;
const COOKIE_GID_SIZE = 256;
const COOKIE_GID_START = 4294967296;
const COOKIE_UID_SIZE = 4294967296;
const COOKIE_UID_START = 0;

export {
	# Types of Ethernet frames.
	const ETH_IPv4 = 0x0800;
	const ETH_ARP = 0x0806;
	const ETH_WOL = 0x0842;
	const ETH_RARP = 0x8035;
	const ETH_APPLETALK = 0x809b;
	const ETH_APPLETALK_ARP = 0x80f3;
	const ETH_VLAN = 0x8100;
	const ETH_IPX_OLD = 0x8137;
	const ETH_IPX = 0x8138;
	const ETH_IPv6 = 0x86dd;
	const ETH_ETHER_FLOW_CONTROL = 0x8808;
	const ETH_MPLS_UNICAST = 0x8847;
	const ETH_MPLS_MULTICAST = 0x8848;
	const ETH_PPPOE_DISCOVERY = 0x8863;
	const ETH_PPPOE_SESSION = 0x8864;
	const ETH_JUMBO_FRAMES = 0x8870;
	const ETH_EAP_OVER_LAN = 0x888e;
	const ETH_PROVIDER_BRIDING = 0x88a8;
	const ETH_MAC_SECURITY = 0x88e5;
	const ETH_QINQ = 0x9100;

	# Protocols inside of IP.
	const IP_HOPOPT = 0;
	const IP_ICMP = 1;
	const IP_IGMP = 2;
	const IP_GGP = 3;
	const IP_IPIP = 4;
	const IP_ST = 5;
	const IP_TCP = 6;
	const IP_CBT = 7;
	const IP_EGP = 8;
	const IP_IGP = 9;
	const IP_UDP = 17;
	const IP_RDP = 27;
	const IP_IPv6 = 41;
	const IP_RSVP = 46;
	const IP_GRE = 47;
	const IP_OSPF = 89;
	const IP_MTP = 92;
	const IP_ETHERIP = 97;
	const IP_L2TP = 115;
	const IP_ISIS = 124;
	const IP_FC = 133;
	const IP_MPLS = 137;

	# Ports of a switch that stand for something else.
	const OFPP_IN_PORT = 0xfffffff8;
	const OFPP_TABLE = 0xfffffff9;
	const OFPP_NORMAL = 0xfffffffa;
	const OFPP_FLOOD = 0xfffffffb;
	const OFPP_ALL = 0xfffffffc;
	const OFPP_CONTROLLER = 0xfffffffd;
	const OFPP_LOCAL = 0xfffffffe;
	const OFPP_ANY = 0xffffffff;

	# Flags of rules.
	const OFPFF_SEND_FLOW_REM = 0x1;
	const OFPFF_CHECK_OVERLAP = 0x2;
	const OFPFF_EMERG = 0x4;

	## No cookie of ours.
	const INVALID_COOKIE = 0x7fffffffffffffff;

	## All tables of a switch.
	const OFPTT_ALL = 0xff;

	## The packet is not kept by the switch.
	const OFP_NO_BUFFER = 0xffffffff;

	## What can be done with a packet.
	type ofp_action_type: enum {
		OFPAT_OUTPUT = 0,
		OFPAT_SET_VLAN_VID = 1,
		OFPAT_SET_VLAN_PCP = 2,
		OFPAT_STRIP_VLAN = 3,
		OFPAT_SET_DL_SRC = 4,
		OFPAT_SET_DL_DST = 5,
		OFPAT_SET_NW_SRC = 6,
		OFPAT_SET_NW_DST = 7,
		OFPAT_SET_NW_TOS = 8,
		OFPAT_SET_TP_SRC = 9,
		OFPAT_SET_TP_DST = 10,
		OFPAT_ENQUEUE = 11,
		OFPAT_VENDOR = 0xffff,
	};

	## What a switch does with fragments.
	type ofp_config_flags: enum {
		OFPC_FRAG_NORMAL = 0,
		OFPC_FRAG_DROP = 1,
		OFPC_FRAG_REASM = 2,
		OFPC_FRAG_MASK = 3,
	};

	## What is to become of a rule.
	type ofp_flow_mod_command: enum {
		OFPFC_ADD = 0,
		OFPFC_MODIFY = 1,
		OFPFC_MODIFY_STRICT = 2,
		OFPFC_DELETE = 3,
		OFPFC_DELETE_STRICT = 4,
	};
}
