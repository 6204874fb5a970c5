#!/bin/sh
# Builds, and copies the site to a web server: sh publish.sh user@example.org:/var/www/dossier/
set -eu
briefings build
rsync --archive --delete --checksum build/site/ "$1"
