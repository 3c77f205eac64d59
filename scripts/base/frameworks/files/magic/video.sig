# Moving pictures.

signature video-3gpp { file-mime "video/3gpp", 60 file-magic /^....ftyp(3g[2egps]|avc1|mmp4)/ }
signature video-asf { file-mime "video/x-ms-asf", 70 file-magic /^0&\xb2u/ }
signature video-avi { file-mime "video/x-msvideo", 70 file-magic /^RIFF....AVI / }
signature video-flc { file-mime "video/x-flc", 50 file-magic /^....\x12\xaf/ }
signature video-fli { file-mime "video/x-fli", 50 file-magic /^....\x11\xaf/ }
signature video-flv { file-mime "video/x-flv", 60 file-magic /^FLV/ }
signature video-h264 { file-mime "video/h264", 41 file-magic /^\x00\x00\x00\x01[\x07'Gg\x87\xa7\xc7\xe7]/ }
signature video-itunes { file-mime "video/mp4", 60 file-magic /^....ftypM4V/ }
signature video-jng { file-mime "video/x-jng", 70 file-magic /^\x8bJNG/ }
signature video-matroska { file-mime "video/x-matroska", 110 file-magic /^\x1aE\xdf\xa3.*B\x82.matroska/ }
signature video-mng { file-mime "video/x-mng", 70 file-magic /^\x8aMNG/ }
signature video-motion-jpeg-2000 { file-mime "video/mj2", 70 file-magic /^\x00\x00\x00\x0cjP  \r\n\x87\n.{8}mjp2/ }
signature video-mp4 { file-mime "video/mp4", 70 file-magic /^....ftyp(isom|mp4[12])/ }
signature video-mpeg { file-mime "video/mpeg", 50 file-magic /^\x00\x00\x01[\xb0-\xbb]/ }
signature video-mpeg-program-stream { file-mime "video/mp2p", 21 file-magic /^\x00\x00\x01\xba[@-\x7f\xc0-\xff]/ }
signature video-mpeg-sequence { file-mime "video/mpv", 71 file-magic /^\x00\x00\x01\xb3/ }
# Packets of 188 bytes that begin with a G; four in a row are taken as proof.
signature video-mpeg-transport-stream { file-mime "video/mp2t", 40 file-magic /^(G.{187}){4}/ }
signature video-quicktime { file-mime "video/quicktime", 70 file-magic /^....(mdat|moov)/ }
signature video-quicktime-brand { file-mime "video/quicktime", 50 file-magic /^....ftypqt/ }
signature video-sgi { file-mime "video/x-sgi-movie", 70 file-magic /^MOVI/ }
signature video-webm { file-mime "video/webm", 70 file-magic /^\x1aE\xdf\xa3.*B\x82.webm/ }
