# Images of disks (ECMA-119): the 17th sector of 2,048 bytes holds the mark. It is looked
# for anywhere, which is quicker than to count to there.
signature file-iso9660 {
  file-mime "application/x-iso9660-image", 99
  file-magic /.*CD001\x01/
}
