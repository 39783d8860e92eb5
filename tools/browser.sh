#!/bin/sh
# Chromium with its driver for the tests of the page, where it takes no more than apt-get. Without it they are skipped.
command -v chromedriver >/dev/null && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 0
echo "Installing Chromium for the tests of the page"
export DEBIAN_FRONTEND=noninteractive
get() { timeout 240 apt-get "$@" >/dev/null 2>&1 </dev/null; }
get install -qy --no-install-recommends chromium chromium-driver && exit 0
get update -q && get install -qy --no-install-recommends chromium chromium-driver && exit 0
echo "It cannot be installed; the tests of the page are skipped."
