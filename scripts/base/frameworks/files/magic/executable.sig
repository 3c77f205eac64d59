# Programs as machines run them, and what they leave behind.

# The type of an ELF file is a number of two bytes in the order that byte 5 tells.
signature program-elf-object { file-mime "application/x-object", 50 file-magic /^\x7fELF[\x01\x02](\x01.{10}\x01\x00|\x02.{10}\x00\x01)/ }
signature program-elf-executable { file-mime "application/x-executable", 50 file-magic /^\x7fELF[\x01\x02](\x01.{10}\x02\x00|\x02.{10}\x00\x02)/ }
signature program-elf-library { file-mime "application/x-sharedlib", 50 file-magic /^\x7fELF[\x01\x02](\x01.{10}\x03\x00|\x02.{10}\x00\x03)/ }
signature program-elf-core { file-mime "application/x-coredump", 50 file-magic /^\x7fELF[\x01\x02](\x01.{10}\x04\x00|\x02.{10}\x00\x04)/ }
signature program-mach-o { file-mime "application/x-mach-o-executable", 100 file-magic /^([\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe..\x00[\x01-\x14])/ }
signature program-mz { file-mime "application/x-dosexec", 51 file-magic /^MZ/ }
signature program-pif { file-mime "application/x-dosexec", 190 file-magic /^.{369}MICROSOFT PIFEX\x00/ }
signature program-minidump { file-mime "application/x-windows-minidump", 50 file-magic /^MDMP/ }

signature program-java-class { file-mime "application/x-java-applet", 71 file-magic /^\xca\xfe\xba\xbe...[\x2d-4]/ }
signature program-java-keystore { file-mime "application/x-java-keystore", 70 file-magic /^\xfe\xed\xfe\xed/ }
signature program-java-jce-keystore { file-mime "application/x-java-jce-keystore", 70 file-magic /^\xce{4}/ }
signature program-java-web-start { file-mime "application/x-java-jnlp-file", 100 file-magic /^<jnlp / }
signature program-elisp { file-mime "application/x-elc", 10 file-magic /^;ELC[\x00-\x1f\x80-\xff]/ }
signature program-flash { file-mime "application/x-shockwave-flash", 60 file-magic /^[CFZ]WS/ }

# CPython's magic number, little-endian, followed by CR LF; versions 1.5 to 3.14.
signature program-python-bytecode { file-mime "application/x-python-bytecode", 80 file-magic /^(\x99N|\xfc\xc4|\x87\xc6|[*\x2d]\xed|[;EYcmw\x81\x8b\x8c\x95\x9f\xa9\xb3\xc7\xd1\xdb\xe5\xef\xf9]\xf2|\x03\xf3|[\xb8\xc2\xcc\xd6\xe0\xea\xf4\xf5\xff]\x0b|[\x09\x13\x1d\x1f';EOXblv\x80\x94\x9e\xb2\xc6\xcc\xd0\xda\xe4\xee\xf8]\x0c|[\x02\x0c\x16\x17 !*\x2d+,\x2f-3>-BHIR-U\x5c-af-oz-\xa7\xac-\xcb\xde-\xf3]\x0d|[\x10-\x19]\x0e)\r\n/ }
