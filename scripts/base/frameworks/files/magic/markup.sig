# Text: plain, and in languages of tags, braces and sections.
#
# A byte order mark may come first; blanks, comments and an XML declaration may stand
# before the first tag of a document.

# Ten printable characters make a text.
signature text-plain { file-mime "text/plain", -20 file-magic /^(\xef\xbb\xbf|(\x00\x00)?\xfe\xff|\xff\xfe(\x00\x00)?)?[\t-\r -~]{10}/ }
signature text-ini { file-mime "text/ini", 20 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00\t\n\r ]*\[[^\n\r]+\][\x00\t ]*[\n\r]/ }
signature text-json-object { file-mime "text/json", 1 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\t\n\r ]*\{[\t\n\r ]*(\"[^\"]+\"|[A-Za-z][0-9A-Z\\_a-z]*)[\t\n\r ]*:[\t\n\r ]*([\"0-9[{]|true|false)/ }
signature text-json-array { file-mime "text/json", 1 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\t\n\r ]*\[[\t\n\r ]*((\"[^\"]+\"|[0-9]+(\.[0-9]+)?|true|false)[\t\n\r ]*,|[[{])/ }
signature text-rtf { file-mime "text/rtf", 80 file-magic /^\{\\rtf/ }
signature text-php { file-mime "text/x-php", 40 file-magic /^.*<\?php/ }
signature text-php-smarty { file-mime "text/x-php", 37 file-magic /^<\?php \/\* Smarty version.[.0-9]/ }
signature text-cold-fusion { file-mime "magnus-internal/cold-fusion", 20 file-magic /^([\t\n\r ]|<!--.*-->)*<(CFIF|CFPARAM|CFSET)/ }

# Setup scripts behind a grave accent: what is known of them asks for it.
signature text-setup { file-mime "application/x-setupscript", 100 file-magic /^`(\r\n|[;[]|\xff\xfe).*\[.*\[(?i:version)/ }
signature text-setup-utf16 { file-mime "application/x-setupscript", 110 file-magic /^`(\r\n|[;[]|\xff\xfe).*\[\x00[Vv]\x00[Ee]\x00[Rr]\x00[Ss]\x00[Ii]\x00[Oo]\x00[Nn]\x00\]/ }

signature markup-xml { file-mime "application/xml", 10 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->)*\x00?<\x00?\?\x00?x\x00?m\x00?l\x00? / }
signature markup-html-strong { file-mime "text/html", 100 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:!doctype +html|html|meta +http-equiv)/ }
signature markup-html-declared { file-mime "text/html", 49 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:!doctype +html)/ }
signature markup-html-element { file-mime "text/html", 20 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:body|head|html|title)/ }
signature markup-rss { file-mime "text/rss", 90 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:rss)/ }
signature markup-atom { file-mime "text/atom", 100 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<([Rr][Ss][Ss][^>]*xmlns:atom|[Ff][Ee]{2}[Dd][^>]*xmlns=[\"']?http:\/\/www.w3.org\/2005\/Atom)/ }
signature markup-soap { file-mime "application/soap+xml", 49 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:soap(-env)?:envelope)/ }
signature markup-xml-rpc { file-mime "application/xml-rpc", 49 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:methodresponse)>/ }
signature markup-f4m { file-mime "application/f4m", 49 file-magic /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:manifest)[\t\n\r ]+xmlns=\"http:\/\/ns\.adobe\.com\/f4m\// }
signature markup-cross-domain-policy { file-mime "text/x-cross-domain-policy", 49 file-magic /^([\t\n\r ]|<!--.*-->|<\?xml .*\?>)*<(?i:(!doctype +)?cross-domain-policy)/ }

# Vocabularies of XML whose name comes after the declaration.
signature markup-x3d { file-mime "model/x3d", 43 file-magic /^<\?xml version=\".{5}.*<!DOCTYPE ?X3D/ }
signature markup-sitemap { file-mime "application/xml-sitemap", 37 file-magic /^<\?xml version=\"[^\x00]....*<urlset/ }
signature markup-svg { file-mime "image/svg+xml", 38 file-magic /^<\?xml version=\"[^\x00]....*<svg/ }
signature markup-gnucash { file-mime "application/x-gnucash", 37 file-magic /^<\?xml version=\"[^\x00]....*<gnc-v2/ }
signature markup-kml-google { file-mime "application/vnd.google-earth.kml+xml", 61 file-magic /^<\?xml.{15}.* xmlns=[\"']http:\/\/earth.google.com\/kml/ }
signature markup-kml { file-mime "application/vnd.google-earth.kml+xml", 60 file-magic /^<\?xml.{15}.* xmlns=[\"']http:\/\/www.opengis.net\/kml/ }
signature markup-freeplane { file-mime "application/x-freeplane", 260 file-magic /^<map ?version=\"freeplane/ }
signature markup-freemind { file-mime "application/x-freemind", 150 file-magic /^<map ?version/ }
signature markup-vrml { file-mime "model/vrml", 190 file-magic /^#VRML ?V1\.0 ?ascii/ }
signature markup-vrml-97 { file-mime "model/vrml", 180 file-magic /^#VRML ?V2\.0 ?utf8/ }
