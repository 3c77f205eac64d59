# Pictures.

signature image-award-bitmap { file-mime "image/x-award-bmp", 20 file-magic /^AWBM/ }
signature image-award-logo { file-mime "image/x-award-bioslogo", 50 file-magic /^\x11[\x06\x09]/ }
signature image-bmp { file-mime "image/x-ms-bmp", 50 file-magic /^BM.{12}[\x0c(@l|\x80]\x00/ }
signature image-canon-crw { file-mime "image/x-canon-crw", 170 file-magic /^II\x1a\x00{3}HEAPCCDR/ }
signature image-canon-cr2 { file-mime "image/x-canon-cr2", 130 file-magic /^II\*\x00\x10\x00{3}CR/ }
signature image-coreldraw { file-mime "image/x-coreldraw", 70 file-magic /^RIFF....CDR[6A]/ }
signature image-cpi { file-mime "image/x-cpi", 70 file-magic /^CPC\xb2/ }
signature image-cursor { file-mime "image/x-cursor", 70 file-magic /^\x00\x00\x02\x00/ }
signature image-cursor-x11 { file-mime "image/x-xcursor", 70 file-magic /^Xcur/ }
signature image-djvu { file-mime "image/vnd.djvu", 70 file-magic /^AT&TFORM....(DJV[IMU]|THUM)/ }
signature image-dpx { file-mime "image/x-dpx", 70 file-magic /^SDPX/ }
signature image-dwg { file-mime "image/vnd.dwg", 90 file-magic /^AC(10|[12]\.)/ }
signature image-exr { file-mime "image/x-exr", 70 file-magic /^v\/1\x01/ }
signature image-foveon { file-mime "image/x-x3f", 70 file-magic /^FOVb/ }
signature image-gif { file-mime "image/gif", 70 file-magic /^GIF8/ }
signature image-gimp { file-mime "image/x-xcf", 110 file-magic /^gimp xcf/ }
signature image-icon { file-mime "image/x-icon", 70 file-magic /^\x00\x00\x01\x00/ }
signature image-jp2-brand { file-mime "image/jp2", 60 file-magic /^....ftypjp2/ }
signature image-jp2 { file-mime "image/jp2", 70 file-magic /^\x00\x00\x00\x0cjP  \r\n\x87\n.{8}jp2 / }
signature image-jp2-box { file-mime "image/jp2", 50 file-magic /^....jP/ }
signature image-jpm { file-mime "image/jpm", 70 file-magic /^\x00\x00\x00\x0cjP  \r\n\x87\n.{8}jpm / }
signature image-jpx { file-mime "image/jpx", 70 file-magic /^\x00\x00\x00\x0cjP  \r\n\x87\n.{8}jpx / }
signature image-jpeg { file-mime "image/jpeg", 52 file-magic /^\xff\xd8/ }
signature image-lss16 { file-mime "image/x-lss16", 70 file-magic /^=\xf3\x13\x14/ }
signature image-niff { file-mime "image/x-niff", 70 file-magic /^IIN1/ }
signature image-olympus { file-mime "image/x-olympus-orf", 70 file-magic /^(IIR[OS]|MMOR)/ }
signature image-paint-net { file-mime "image/x-paintnet", 70 file-magic /^PDN3/ }
signature image-photoshop { file-mime "image/vnd.adobe.photoshop", 70 file-magic /^8BPS/ }
signature image-png { file-mime "image/png", 110 file-magic /^\x89PNG/ }
signature image-polar-monitor { file-mime "image/x-polar-monitor-bitmap", 160 file-magic /^\[BitmapInfo2\]/ }
signature image-psion-mbm { file-mime "image/x-epoc-mbm", 70 file-magic /^7\x00\x00\x10B\x00\x00\x10/ }
signature image-psion-sketch { file-mime "image/x-epoc-sketch", 70 file-magic /^7\x00\x00\x10m\x00\x00\x10\}\x00\x00\x10/ }
signature image-quicktime { file-mime "image/x-quicktime", 70 file-magic /^....idsc/ }
signature image-tiff { file-mime "image/tiff", 70 file-magic /^(MM\x00[*+]|II[*+]\x00)/ }
signature image-webp { file-mime "image/webp", 70 file-magic /^RIFF....WEBP/ }

# Netpbm: binary forms with a comment-free size behind the number, plain forms anywhere.
signature image-pam { file-mime "image/x-portable-pixmap", 50 file-magic /^P7/ }
signature image-pbm { file-mime "image/x-portable-bitmap", 42 file-magic /^(P4.|.*P1)[0-9]{1,50}  [0-9]/ }
signature image-pgm { file-mime "image/x-portable-greymap", 42 file-magic /^(P5.|.*P2)[0-9]{1,50}  [0-9]/ }
signature image-ppm { file-mime "image/x-portable-pixmap", 42 file-magic /^(P6.|.*P3)[0-9]{1,50}  [0-9]/ }
