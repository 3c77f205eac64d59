# Documents of office programs.

# Any compound file of OLE: nothing at its begin tells which program wrote it.
signature office-ole { file-mime "application/msword", 50 file-magic /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/ }

# Office Open XML: the folder of a later member of the ZIP file tells the kind.
signature office-ooxml { file-mime "application/vnd.openxmlformats-officedocument", 50 file-magic /^PK\x03\x04\x14\x00\x06\x00/ }
signature office-docx { file-mime "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 80 file-magic /^PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels\/\.rels|word\/).*PK\x03\x04.{26}word\// }
signature office-pptx { file-mime "application/vnd.openxmlformats-officedocument.presentationml.presentation", 80 file-magic /^PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels\/\.rels|ppt\/).*PK\x03\x04.{26}ppt\// }
signature office-xlsx { file-mime "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 80 file-magic /^PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels\/\.rels|xl\/).*PK\x03\x04.{26}xl\// }

# OpenDocument: the first member of the ZIP file is the name of the type.
signature office-odf-text { file-mime "application/vnd.oasis.opendocument.text", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text[^-]/ }
signature office-odf-text-master { file-mime "application/vnd.oasis.opendocument.text-master", 100 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text-master/ }
signature office-odf-text-template { file-mime "application/vnd.oasis.opendocument.text-template", 120 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text-template/ }
signature office-odf-text-web { file-mime "application/vnd.oasis.opendocument.text-web", 70 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text-web/ }
signature office-odf-chart { file-mime "application/vnd.oasis.opendocument.chart", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.chart[^-]/ }
signature office-odf-chart-template { file-mime "application/vnd.oasis.opendocument.chart-template", 120 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.chart-template/ }
signature office-odf-database { file-mime "application/vnd.oasis.opendocument.database", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.database/ }
signature office-odf-formula { file-mime "application/vnd.oasis.opendocument.formula", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.formula[^-]/ }
signature office-odf-formula-template { file-mime "application/vnd.oasis.opendocument.formula-template", 120 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.formula-template/ }
signature office-odf-graphics { file-mime "application/vnd.oasis.opendocument.graphics", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.graphics[^-]/ }
signature office-odf-graphics-template { file-mime "application/vnd.oasis.opendocument.graphics-template", 120 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.graphics-template/ }
signature office-odf-image { file-mime "application/vnd.oasis.opendocument.image", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.image[^-]/ }
signature office-odf-image-template { file-mime "application/vnd.oasis.opendocument.image-template", 120 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.image-template/ }
signature office-odf-presentation { file-mime "application/vnd.oasis.opendocument.presentation", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.presentation[^-]/ }
signature office-odf-presentation-template { file-mime "application/vnd.oasis.opendocument.presentation-template", 120 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.presentation-template/ }
signature office-odf-spreadsheet { file-mime "application/vnd.oasis.opendocument.spreadsheet", 110 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet[^-]/ }
signature office-odf-spreadsheet-template { file-mime "application/vnd.oasis.opendocument.spreadsheet-template", 120 file-magic /^PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet-template/ }

signature office-access { file-mime "application/x-msaccess", 180 file-magic /^....Standard (ACE|Jet) DB\x00/ }
signature office-fdf { file-mime "application/vnd.fdf", 80 file-magic /^%FDF-/ }
signature office-pdf { file-mime "application/pdf", 80 file-magic /^%PDF-/ }
signature office-postscript { file-mime "application/postscript", 50 file-magic /^%!/ }
signature office-postscript-ctrl-d { file-mime "application/postscript", 60 file-magic /^\x04%!/ }
signature office-dvi { file-mime "application/x-dvi", 50 file-magic /^\xf7\x02/ }
signature office-framemaker-document { file-mime "application/x-mif", 130 file-magic /^<MakerFile/ }
signature office-framemaker-book { file-mime "application/x-mif", 120 file-magic /^<BookFile/ }
signature office-framemaker-mif { file-mime "application/x-mif", 110 file-magic /^<MIFFile/ }
signature office-framemaker-ipl { file-mime "application/x-mif", 90 file-magic /^<Maker/ }
signature office-framemaker-mml { file-mime "application/x-mif", 70 file-magic /^<MML/ }
signature office-gnumeric { file-mime "application/x-gnumeric", 160 file-magic /^.{39}<gmr:Workbook/ }
signature office-ichitaro-4 { file-mime "application/x-ichitaro4", 40 file-magic /^DOC.{40}\x14/ }
signature office-ichitaro-5 { file-mime "application/x-ichitaro5", 40 file-magic /^DOC.{40}\x15/ }
signature office-ichitaro-6 { file-mime "application/x-ichitaro6", 40 file-magic /^DOC.{40}\x16/ }
signature office-outlook { file-mime "application/vnd.ms-outlook", 49 file-magic /^!BDN.{6}[\x0e\x0f\x15\x17][\x00-\x02]/ }
signature office-psion-agenda { file-mime "application/x-epoc-agenda", 70 file-magic /^P\x00\x00\x10m\x00\x00\x10\x84\x00\x00\x10/ }
signature office-psion-data { file-mime "application/x-epoc-data", 70 file-magic /^P\x00\x00\x10m\x00\x00\x10\x86\x00\x00\x10/ }
signature office-psion-jotter { file-mime "application/x-epoc-jotter", 70 file-magic /^P\x00\x00\x10m\x00\x00\x10\xea\x0c\x00\x10/ }
signature office-psion-sheet { file-mime "application/x-epoc-sheet", 70 file-magic /^7\x00\x00\x10m\x00\x00\x10\x88\x00\x00\x10/ }
signature office-psion-word { file-mime "application/x-epoc-word", 70 file-magic /^7\x00\x00\x10m\x00\x00\x10\x7f\x00\x00\x10/ }
signature office-quark { file-mime "application/x-quark-xpress-3", 90 file-magic /^..MMXPR3/ }
signature office-reader { file-mime "application/x-ms-reader", 1 file-magic /^ITOLITLS..../ }
signature office-sc { file-mime "application/x-sc", 140 file-magic /^.{38}Spreadsheet/ }
signature office-scribus { file-mime "application/x-scribus", 260 file-magic /^<SCRIBUSUTF8NEW Version/ }
signature office-wordpro { file-mime "application/vnd.lotus-wordpro", 110 file-magic /^WordPro\x00/ }
signature office-wordpro-97 { file-mime "application/vnd.lotus-wordpro", 120 file-magic /^WordPro\r\xfb/ }
