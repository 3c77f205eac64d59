# Sound.

signature audio-ac3 { file-mime "audio/vnd.dolby.dd-raw", 50 file-magic /^\x0bw/ }
signature audio-adif { file-mime "audio/x-hx-aac-adif", 70 file-magic /^ADIF/ }
signature audio-adts { file-mime "audio/x-hx-aac-adts", 50 file-magic /^\xff[\xf0\xf1\xf8\xf9]/ }
signature audio-aiff { file-mime "audio/x-aiff", 70 file-magic /^FORM....(8SVX|AIF[CF])/ }
signature audio-ape { file-mime "audio/x-ape", 70 file-magic /^MAC / }
signature audio-au { file-mime "audio/basic", 70 file-magic /^\.snd.{8}\x00\x00\x00[\x01-\x07]/ }
signature audio-au-adpcm { file-mime "audio/x-adpcm", 70 file-magic /^\.snd.{8}\x00\x00\x00\x17/ }
signature audio-dec { file-mime "audio/x-dec-basic", 70 file-magic /^\.sd\x00.{8}[\x01-\x07\x17]\x00\x00\x00/ }
signature audio-flac { file-mime "audio/x-flac", 70 file-magic /^fLaC/ }
signature audio-iso-m4a { file-mime "audio/m4a", 70 file-magic /^....ftypm4a/ }
signature audio-itunes { file-mime "audio/mp4", 60 file-magic /^....ftypM4A/ }
signature audio-loas { file-mime "audio/x-mp4a-latm", 50 file-magic /^V[\xe0-\xff]/ }
signature audio-midi { file-mime "audio/midi", 70 file-magic /^MThd/ }
signature audio-module-fasttracker { file-mime "audio/x-mod", 190 file-magic /^Extended Module:/ }
signature audio-module-impulse { file-mime "audio/x-mod", 70 file-magic /^IMPM/ }
signature audio-module-screamtracker { file-mime "audio/x-mod", 110 file-magic /^.{21}(!SCREAM!|BMOD2STM)/ }
signature audio-module-ultratracker { file-mime "audio/x-mod", 20 file-magic /^MAS_UTrack_V00\/0/ }
signature audio-mpeg { file-mime "audio/mpeg", 20 file-magic /^(ID3|\xff[\xe2\xe3\xf2\xf3\xf6\xf7\xfa-\xfd])/ }
signature audio-musepack { file-mime "audio/x-musepack", 60 file-magic /^MP\+/ }
signature audio-ogg { file-mime "application/ogg", 70 file-magic /^OggS/ }
signature audio-realaudio { file-mime "audio/x-pn-realaudio", 70 file-magic /^\.ra\xfd/ }
signature audio-realmedia { file-mime "application/vnd.rn-realmedia", 100 file-magic /^\.RMF\x00\x00\x00/ }
signature audio-wave { file-mime "audio/x-wav", 70 file-magic /^RIFF....WAVE/ }
signature audio-wave-rf64 { file-mime "audio/x-wav", 190 file-magic /^RF64\xff{4}WAVEds64/ }
signature audio-wave64 { file-mime "audio/x-w64", 190 file-magic /^riff\.\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00.{8}wave\xf3\xac\xd3\x11\x8c\xd1\x00\xc0O\x8e\xdb\x8a/ }
