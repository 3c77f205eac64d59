# Archives, packages and compressed data.

# A header of 512 bytes: name, then mode, owner, group, size, time and sum in octal digits.
signature archive-tar { file-mime "application/x-tar", 100 file-magic /^[\x00\x20-\x7e]{100}([0-9 ]{7}\x00){3}([0-9 ]{11}\x00){2}[0-9\x00 ]{7}[\x00 ][0-7\x00]/ }

# Weak, for many formats are ZIP files by their first bytes.
signature archive-zip-member { file-mime "application/zip", 10 file-magic /^PK\x03\x04../ }
signature archive-zip-spanned { file-mime "application/zip", 10 file-magic /^PK\x07\x08PK\x03\x04/ }
signature archive-zip-self-extracting { file-mime "application/zip", 340 file-magic /^MZ.{28}(Copyright 1989-1990 PKWARE Inc|PKLITE Copr)\./ }
signature archive-kmz { file-mime "application/vnd.google-earth.kmz", 100 file-magic /^PK\x03\x04\x14.{25}doc\.kml/ }
signature archive-epub { file-mime "application/epub+zip", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/epub\+zip/ }
signature archive-jar { file-mime "application/java-archive", 100 file-magic /^PK\x03\x04.{1,200}\x14\x00..META-INF\/MANIFEST\.MF/ }
signature archive-jar-pack200 { file-mime "application/x-java-pack200", 1 file-magic /^\xca\xfe\xd0\x0d./ }

signature archive-7z { file-mime "application/x-7z-compressed", 50 file-magic /^7z\xbc\xaf\x27\x1c/ }
signature archive-ace { file-mime "application/x-ace", 100 file-magic /^.{7}\*\*ACE\*\*/ }
signature archive-ar { file-mime "application/x-archive", 70 file-magic /^(!?<ar>|!?<arch>)/ }
signature archive-arc { file-mime "application/x-arc", 70 file-magic /^[\x00-\x7f][\x00-\x7f][\x02-\x0a\x14H]\x1a/ }
signature archive-arj { file-mime "application/x-arj", 50 file-magic /^`\xea/ }
signature archive-bzip2 { file-mime "application/x-bzip2", 60 file-magic /^BZh/ }
signature archive-cabinet { file-mime "application/vnd.ms-cab-compressed", 110 file-magic /^MSCF\x00{4}/ }
signature archive-compress { file-mime "application/x-compress", 50 file-magic /^\x1f\x9d/ }
signature archive-cpio { file-mime "application/x-cpio", 50 file-magic /^(q\xc7|\xc7q)/ }
signature archive-deb { file-mime "application/x-debian-package", 171 file-magic /^!<arch>\ndebian/ }
signature archive-eet { file-mime "application/x-eet", 70 file-magic /^\x1e\xe7\xff\x00/ }
signature archive-gzip { file-mime "application/x-gzip", 100 file-magic /^\x1f\x8b/ }
signature archive-internet-archive { file-mime "application/x-ia-arc", 140 file-magic /^filedesc:\/\// }
signature archive-lha { file-mime "application/x-lzh", 80 file-magic /^..-(lh[0-9 a-ex]|lz[2-8s]|pc1|pm[012s])-/ }
signature archive-lha-self-extracting { file-mime "application/x-lha", 120 file-magic /^MZ.{34}LH[Aa]'s SFX/ }
signature archive-lrzip { file-mime "application/x-lrzip", 1 file-magic /^LRZI/ }
signature archive-lz4 { file-mime "application/x-lz4", 70 file-magic /^(\x02!L|\x04\"M)\x18/ }
signature archive-lzip { file-mime "application/x-lzip", 70 file-magic /^LZIP/ }
signature archive-lzma { file-mime "application/x-lzma", 71 file-magic /^\]\x00\x00/ }
signature archive-quicktime-package { file-mime "application/x-quicktime-player", 70 file-magic /^....pckg/ }
signature archive-rar { file-mime "application/x-rar", 70 file-magic /^Rar!/ }
signature archive-rpm { file-mime "application/x-rpm", 70 file-magic /^(drpm|\xed\xab\xee\xdb)/ }
signature archive-shell { file-mime "application/x-shar", 280 file-magic /^.{10}# This is a shell archive/ }
signature archive-stuffit { file-mime "application/x-stuffit", 70 file-magic /^(SIT!|StuffIt)/ }
signature archive-svr4-package { file-mime "application/x-svr4-package", 230 file-magic /^# PaCkAgE DaTaStReAm/ }
signature archive-symbian { file-mime "application/vnd.symbian.install", 70 file-magic /^.{8}\x19\x04\x00\x10/ }
signature archive-symbian-9 { file-mime "x-epoc/x-sisx-app", 70 file-magic /^z\x1a\x20\x10/ }
signature archive-warc { file-mime "application/warc", 50 file-magic /^WARC\// }
signature archive-xar { file-mime "application/x-xar", 100 file-magic /^xar!/ }
signature archive-xz { file-mime "application/x-xz", 90 file-magic /^\xfd7zXZ\x00/ }
signature archive-zoo { file-mime "application/x-zoo", 70 file-magic /^.{20}\xdc\xa7\xc4\xfd/ }

# Disk images of macOS are zlib streams; these are their usual beginnings.
signature archive-dmg { file-mime "application/x-dmg", 100 file-magic /^x(\x01(s\x0dbb`|c`\x18\x05)|\xda(c`\x18\x05|s\x0d)|[\x01\xda]\xed[\xd0-\xd9])/ }
