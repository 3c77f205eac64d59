##! Nothing stands here: the tunnels that Zeek finds by content are found by the packet
##! analyzers. The file is there for scripts that load it.
