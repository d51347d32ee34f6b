#!/usr/bin/env bash
# make.sh builds the font files of this directory from public packages.
#
#   usage: ./make.sh [OUTDIR]         OUTDIR: where to write, default: beside this script
#
# Sources, each pinned by SHA-256 below:
#   npm     @expo-google-fonts/noto-sans-sc@0.4.3, noto-serif-sc@0.4.3   static TrueType instances
#   Debian  fonts-lxgw-wenkai 1.250+repack-1                             LXGW WenKai Regular
#   Debian  unicode-data 15.0.0-1                                        Unihan; kTGH is 通用规范汉字表
# GB 2312 comes from Python's own codec.
#
# Needs: bash, npm, tar, sha256sum, and Debian's fonttools 4.38.0 with the system's
# python3 (apt-get install fonttools unicode-data fonts-lxgw-wenkai). A Debian
# package that is not installed is fetched with apt-get download and unpacked, not
# installed.
#
# Same sources and same fontTools give the same bytes: nothing here writes a date.
# The sums of what was built are in SHA256SUMS; to see that a checkout is what the
# sources say:  ./make.sh /tmp/fonts && diff SHA256SUMS /tmp/fonts/SHA256SUMS
#
# PYTHON names another interpreter that has fontTools; CACHE another download folder.
set -euo pipefail
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=0 PYTHONHASHSEED=0

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here}
python=${PYTHON:-/usr/bin/python3}
cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kaohe-fonts}
fonttools=4.38.0

die() { echo "make.sh: $*" >&2; exit 1; }

# check SUM FILE: stop unless FILE has this SHA-256.
check() {
	[ -f "$2" ] || die "no such file: $2"
	local got
	got=$(sha256sum "$2" | cut -d' ' -f1)
	[ "$got" = "$1" ] || die "$2: SHA-256 is $got, pinned is $1"
}

# fetch_npm PACKAGE VERSION FILE SUM: bring FILE, the archive of PACKAGE, into the cache.
fetch_npm() {
	[ -f "$cache/$3" ] || (cd "$cache" && npm pack --silent "$1@$2" >/dev/null)
	check "$4" "$cache/$3"
}

# find_deb PACKAGE VERSION PATH: print where PATH of a Debian package lies: in the
# system if it is installed in this version, else in the cache, unpacked.
find_deb() {
	if [ "$(dpkg-query -W -f '${Version}' "$1" 2>/dev/null)" = "$2" ] && [ -f "$3" ]; then
		echo "$3"
		return
	fi
	if [ ! -f "$cache/$1$3" ]; then
		(cd "$cache" && apt-get download -qq "$1=$2" >&2 && dpkg -x "$1"_*.deb "$1")
	fi
	echo "$cache/$1$3"
}

"$python" -c 'import fontTools' 2>/dev/null || die "$python has no fontTools: apt-get install fonttools, or set PYTHON"
have=$("$python" -c 'import fontTools; print(fontTools.version)')
[ "$have" = "$fonttools" ] || echo "make.sh: fontTools is $have, not $fonttools: the bytes may differ from SHA256SUMS" >&2

mkdir -p "$cache" "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sans=expo-google-fonts-noto-sans-sc-0.4.3.tgz
serif=expo-google-fonts-noto-serif-sc-0.4.3.tgz
fetch_npm @expo-google-fonts/noto-sans-sc 0.4.3 $sans 0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59
fetch_npm @expo-google-fonts/noto-serif-sc 0.4.3 $serif ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e
mkdir "$work/sans" "$work/serif"
tar -xzf "$cache/$sans" -C "$work/sans" --strip-components=1 \
	package/400Regular/NotoSansSC_400Regular.ttf package/700Bold/NotoSansSC_700Bold.ttf package/LICENSE_FONT
tar -xzf "$cache/$serif" -C "$work/serif" --strip-components=1 \
	package/400Regular/NotoSerifSC_400Regular.ttf package/900Black/NotoSerifSC_900Black.ttf package/LICENSE_FONT

kai=$(find_deb fonts-lxgw-wenkai 1.250+repack-1 /usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf)
kaicopy=$(find_deb fonts-lxgw-wenkai 1.250+repack-1 /usr/share/doc/fonts-lxgw-wenkai/copyright)
mappings=$(find_deb unicode-data 15.0.0-1 /usr/share/unicode/Unihan_OtherMappings.txt.bz2)
variants=$(find_deb unicode-data 15.0.0-1 /usr/share/unicode/Unihan_Variants.txt.bz2)

check d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16 "$work/sans/400Regular/NotoSansSC_400Regular.ttf"
check 9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96 "$work/sans/700Bold/NotoSansSC_700Bold.ttf"
check c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742 "$work/serif/400Regular/NotoSerifSC_400Regular.ttf"
check 092e71a70c744be3cc33999eb4edcb10fbe95c1b4cff6c2d7f04d6ff15d031e2 "$work/serif/900Black/NotoSerifSC_900Black.ttf"
check 1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9 "$work/sans/LICENSE_FONT"
check 5e0da210fb04058a8c0087985d2d456b931c2579811a49655721d3cf0c36b6d6 "$work/serif/LICENSE_FONT"
check bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8 "$kai"
check 897241f829ddde020676de9cc6506533d755f5e6b516538dfd5f6ed59cbf3ff8 "$kaicopy"
check bdeef44d75d914e793b7f27ddc3bee01b2d11dd34f4e52de1a9fba74a1612dc2 "$mappings"
check 42f42d18fe0368ca8dfb76d91bb2612b4bb34fe7960a4aa770687c0bf48a0cce "$variants"

"$python" "$here/build.py" \
	--sans "$work/sans" --serif "$work/serif" --kai "$kai" --kai-copyright "$kaicopy" \
	--mappings "$mappings" --variants "$variants" --out "$out"

(cd "$out" && sha256sum -- *.ttf OFL-*.txt >SHA256SUMS && cat SHA256SUMS)
