#!/usr/bin/env bash
# deb.sh VERSION: packs build/bin/pishkhan for Debian and Ubuntu.
set -euo pipefail
cd "$(dirname "$0")/.."
version=${1#v}
[[ $version =~ ^[0-9] ]] || version=0.1.0~$version
arch=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
install -D -m 755 build/bin/pishkhan "$work/usr/bin/pishkhan"
install -D -m 644 build/linux/pishkhan.desktop "$work/usr/share/applications/pishkhan.desktop"
install -D -m 644 build/appicon.svg "$work/usr/share/icons/hicolor/scalable/apps/pishkhan.svg"
install -D -m 644 app/desktop/icon.png "$work/usr/share/icons/hicolor/256x256/apps/pishkhan.png"
install -D -m 644 LICENSE "$work/usr/share/doc/pishkhan/copyright"
install -D -m 644 internal/pdf/fonts/OFL.txt "$work/usr/share/doc/pishkhan/Vazirmatn-OFL.txt"
needs=libc6
[ -z "$(build/window.sh tags)" ] || needs="libc6, libgtk-3-0t64 | libgtk-3-0, libwebkit2gtk-4.1-0, xdg-utils"
mkdir "$work/DEBIAN"
cat >"$work/DEBIAN/control" <<END
Package: pishkhan
Version: $version
Architecture: $arch
Maintainer: Pishkhan
Section: office
Priority: optional
Depends: $needs
Installed-Size: $(du -sk "$work/usr" | cut -f1)
Description: A shop's counter, offline first
 Sell by keyboard, issue Persian and English invoices, look after customers.
 Everything stays on this computer.
END
mkdir -p build/bin
dpkg-deb --root-owner-group --build "$work" "build/bin/pishkhan_${version}_$arch.deb"
