# Data of programs and systems.

signature data-afpinfo { file-mime "application/vnd.apple-afpinfo" file-magic /^AFP/ }
signature data-binary-diff { file-mime "application/bindiff", 100 file-magic /^DIFF/ }
signature data-bittorrent { file-mime "application/x-bittorrent", 140 file-magic /^d8:announce/ }
signature data-blizzard { file-mime "application/x-blizgame", 100 file-magic /^BLTE/ }
signature data-blizzard-mpq { file-mime "application/x-game-mpq", 100 file-magic /^MPQ\x1a/ }
signature data-bsdiff { file-mime "application/bsdiff", 100 file-magic /^BSDIFF/ }
signature data-chrome-extension { file-mime "application/chrome-ext", 100 file-magic /^Cr24/ }
signature data-chrome-update { file-mime "application/chrome-ext-upd", 70 file-magic /^CrOD/ }
signature data-cups-raster { file-mime "application/vnd.cups-raster", 40 file-magic /^(3SaR|RaS3)/ }
signature data-dbm { file-mime "application/x-dbm", 70 file-magic /^(\x00\x06\x15a|a\x15\x06\x00)/ }
signature data-dds { file-mime "application/x-ms-dds", 100 file-magic /^DDS/ }
signature data-dicom { file-mime "application/dicom", 70 file-magic /^.{128}DICM/ }
signature data-gdbm { file-mime "application/x-gdbm", 70 file-magic /^(GDBM|\xce\x9aW\x13|\x13W\x9a\xce)/ }
signature data-hdf4 { file-mime "application/x-hdf", 70 file-magic /^\x0e\x03\x13\x01/ }
signature data-hdf5 { file-mime "application/x-hdf", 110 file-magic /^\x89HDF\r\n\x1a\n/ }
signature data-help { file-mime "application/mshelp", 100 file-magic /^ITSF/ }
# The six numbers of eight bytes that follow have no zero byte.
signature data-journal { file-mime "application/vnd.fdo.journal", 80 file-magic /^LPKSHHRH.{8}[\x00-\x03].{7}[^\x00]{48}/ }
signature data-kaspersky { file-mime "application/x-kaspavdb", 100 file-magic /^KLZF/ }
signature data-kaspersky-update { file-mime "application/x-kaspavupdate", 100 file-magic /^KLD2/ }
signature data-kde { file-mime "application/x-kdelnk", 220 file-magic /^\[KDE Desktop Entry\]/ }
signature data-kde-config { file-mime "application/x-kdelnk", 200 file-magic /^# KDE Config File/ }
signature data-map-tile { file-mime "application/map-tile", 100 file-magic /^VMP4/ }
signature data-marc { file-mime "application/marc", 50 file-magic /^[0-9]{5}[acdn]w/ }
signature data-message-queue { file-mime "application/msqm", 100 file-magic /^MSQM/ }
signature data-mssql-backup { file-mime "application/mssql-bak", 100 file-magic /^MSSQLBAK/ }
signature data-pcap { file-mime "application/vnd.tcpdump.pcap", 70 file-magic /^(\xa1\xb2\xc3\xd4|\xd4\xc3\xb2\xa1)/ }
signature data-pcapng { file-mime "application/vnd.tcpdump.pcap", 100 file-magic /^\n\r\r\n....(\x1a\+<M|M<\+\x1a)/ }
signature data-policy { file-mime "application/vnd.ms-pol", 49 file-magic /^PReg/ }
signature data-property-list { file-mime "application/bplist", 100 file-magic /^bplist/ }
signature data-psion-application { file-mime "application/x-epoc-app", 70 file-magic /^7\x00\x00\x10t\x00\x00\x10/ }
signature data-psion-opl { file-mime "application/x-epoc-opl", 70 file-magic /^7\x00\x00\x10m\x00\x00\x10\x85\x00\x00\x10/ }
signature data-psion-opo { file-mime "application/x-epoc-opo", 70 file-magic /^7\x00\x00\x10s\x00\x00\x10/ }
signature data-registry { file-mime "application/vnd.ms-regf", 49 file-magic /^regf/ }
signature data-registry-text { file-mime "application/vnd.ms-reg", 49 file-magic /^(REGEDIT4|\xff\xfeW\x00i\x00n\x00d\x00o\x00w\x00s\x00 \x00R\x00e\x00g\x00i\x00s\x00t\x00r\x00y\x00 \x00E\x00d\x00i\x00t\x00o\x00r\x00 \x00V\x00e\x00r\x00s\x00i\x00o\x00n\x00 \x005\x00\.\x000\x000)/ }
signature data-shortcut { file-mime "application/x-ms-shortcut", 49 file-magic /^L\x00{3}\x01\x14\x02\x00{5}\xc0\x00{6}F/ }
signature data-sketchup { file-mime "application/skp", 100 file-magic /^\xff\xfe\xff\x0eS\x00k\x00e\x00t\x00c\x00h\x00U\x00p\x00 \x00M\x00o\x00d\x00e\x00l\x00/ }
signature data-stereolithography { file-mime "application/sla", 10 file-magic /^solid / }
signature data-tape { file-mime "application/mtf", 100 file-magic /^TAPE/ }
signature data-tokyo-cabinet-hash { file-mime "application/x-tokyocabinet-hash", 40 file-magic /^ToKyO CaBiNeT\n.{18}\x00/ }
signature data-tokyo-cabinet-btree { file-mime "application/x-tokyocabinet-btree", 40 file-magic /^ToKyO CaBiNeT\n.{18}\x01/ }
signature data-tokyo-cabinet-fixed { file-mime "application/x-tokyocabinet-fixed", 40 file-magic /^ToKyO CaBiNeT\n.{18}\x02/ }
signature data-tokyo-cabinet-table { file-mime "application/x-tokyocabinet-table", 40 file-magic /^ToKyO CaBiNeT\n.{18}\x03/ }
signature data-vim-swap { file-mime "application/x-vim-tmp", 100 file-magic /^b0VIM/ }
signature data-xmcd { file-mime "text/x-xmcd", 90 file-magic /^# xmcd/ }
