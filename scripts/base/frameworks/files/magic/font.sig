# Fonts.

signature font-embedded-opentype { file-mime "application/vnd.ms-fontobject", 50 file-magic /^.{34}LP/ }
signature font-maker-screen { file-mime "application/x-mif", 190 file-magic /^<MakerScreenFont/ }
signature font-opentype { file-mime "application/vnd.ms-opentype", 70 file-magic /^OTTO/ }
signature font-snf { file-mime "application/x-font-sfn", 70 file-magic /^(\x04\x00{3}|\x00{3}\x04).{100}(\x04\x00{3}|\x00{3}\x04)/ }
signature font-spline-database { file-mime "application/vnd.font-fontforge-sfd", 160 file-magic /^SplineFontDB:/ }
signature font-truetype { file-mime "application/x-font-ttf", 80 file-magic /^\x00\x01\x00{3}/ }
signature font-woff { file-mime "application/font-woff", 70 file-magic /^wOFF/ }
signature font-woff2 { file-mime "application/font-woff2", 70 file-magic /^wOF2/ }
