# What pages tell of the application that made them. The name of the application is what
# the event has for a message.

signature webapp-cpanel {
	event "cPanel"
	http-reply-body /.*<!-- cPanel/
}

signature webapp-drupal {
	event "Drupal"
	http-reply-body /.*(<script [^>]+drupal\.js|jQuery\.extend\(Drupal\.settings, \{|Drupal\.extend\(\{ settings: \{|<link[^>]+sites\/(default|all)\/themes\/|<style[^>]+sites\/(default|all)\/(themes|modules)\/)/
}

signature webapp-google-analytics {
	event "Google Analytics"
	http-reply-body /.*(\.google\-analytics\.com\/ga\.js|<script src=(\"|')[^\"]+google\-analytics\.com\/urchin\.js(\"|'))/
}

signature webapp-joomla {
	event "Joomla"
	http-reply-header /X-Content-Encoded-By: Joomla/
	http-reply-body /.*(<meta name=(\"|')generator(\"|') [^>]+Joomla|<!\-\- JoomlaWorks \"K2\")/
}

signature webapp-mediawiki {
	event "MediaWiki"
	http-reply-body /.*(<meta name=(\"|')generator(\"|') [^>]+MediaWiki|<a[^>]+>Powered by MediaWiki<\/a>)/
}

signature webapp-moodle {
	event "Moodle"
	http-reply-body /.*(var moodleConfigFn = function\(me\)|<img[^>]+moodlelogo)/
}

signature webapp-oscommerce {
	event "osCommerce"
	http-reply-body /.*<!-- header_eof \/\/-->/
}

signature webapp-phpbb {
	event "phpBB"
	http-reply-body /.*(Powered by (<a href=(\"|')[^>]+)?phpBB|<meta name=(\"|')copyright(\"|') [^>]+phpBB Group)/
}

signature webapp-phpmyadmin {
	event "phpMyAdmin"
	http-reply-body /.*(var pma_absolute_uri = '|PMA_sendHeaderLocation\(|<title>phpMyAdmin<\/title>)/
}

signature webapp-phppgadmin {
	event "phpPgAdmin"
	http-reply-body /.*(<title>phpPgAdmin<\/title>|<span class=(\"|')appname(\"|')>phpPgAdmin)/
}

signature webapp-plesk {
	event "Plesk"
	http-reply-body /.*<script[^>]* src=(\"|')[^>]*common\.js\?plesk/
}

signature webapp-plone {
	event "Plone"
	http-reply-body /.*<meta name=(\"|')generator(\"|') [^>]+Plone/
}

signature webapp-redmine {
	event "Redmine"
	http-reply-body /.*(<meta name=(\"|')description(\"|')Redmine(\"|')|Powered by <a href=(\"|')[^>]+Redmine)/
}

signature webapp-trac {
	event "Trac"
	http-reply-body /.*(<a id=(\"|')tracpowered)/
}

signature webapp-typo3 {
	event "Typo3"
	http-reply-body /.*(<meta name=(\"|')generator(\"|') [^>]+TYPO3|<(script[^>]* src|link[^>]* href)=[^>]*fileadmin)/
}

signature webapp-wordpress {
	event "WordPress"
	http-reply-body /.*(<link rel=(\"|')stylesheet(\"|') [^>]+wp-content|<meta name=(\"|')generator(\"|') [^>]+WordPress[^\"]+)/
}

signature webapp-xoops {
	event "Xoops"
	http-reply-body /.*<meta name=(\"|')generator(\"|') [^>]+XOOPS/
}
