#!/bin/sh
# Builds static/css/app.css and the scripts in static/js from deploy/theme. THEME_MODULES may name a node_modules that exists already.
set -eu
cd "$(dirname "$0")"
if [ -z "${THEME_MODULES:-}" ]; then
  npm ci --no-audit --no-fund
  THEME_MODULES="$PWD/node_modules"
fi
out=../../static
mkdir -p "$out/css" "$out/js"
"$THEME_MODULES/.bin/sass" --load-path="$THEME_MODULES" --style=compressed --no-source-map app.scss "$out/css/app.css"
for name in app film answers builder captions countdown film-admin voices pauses; do
  NODE_PATH="$THEME_MODULES" "$THEME_MODULES/.bin/esbuild" "js/$name.js" --bundle --minify --format=esm --target=es2020 \
    --legal-comments=none --log-level=warning --outfile="$out/js/$name.js"
done
for file in "$out"/css/app.css "$out"/js/*.js; do
  sed -i '/sourceMappingURL/d' "$file"
  printf '%s: %s bytes, gzipped %s\n' "${file#"$out"/}" "$(wc -c < "$file")" "$(gzip -9c "$file" | wc -c)"
done
