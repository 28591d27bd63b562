#!/usr/bin/env bash
# Makes slides of notebooks, with the outputs that are stored in them:
#
#   bash notebooks/instructor/slides.sh FOLDER notebooks/03-functions-that-pause.ipynb...
#
# Open FOLDER/03-functions-that-pause.slides.html in a browser: no network is needed then. Space goes on, Esc
# shows all slides, ?print-pdf behind the address prints. Needs npm, and the .venv that "go run ./kernel lab" makes.
set -euo pipefail
if [ $# -lt 2 ]; then
	echo "usage: bash notebooks/instructor/slides.sh FOLDER NOTEBOOK..." >&2
	exit 2
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
shift
if [ ! -d "$out/reveal.js" ]; then # the presenter's own parts, once for each folder
	for part in reveal.js@4.6.1 requirejs@2.3.7 jquery@3.7.1; do
		archive=$(npm pack --silent --pack-destination "$out" "$part")
		mkdir -p "$out/${part%@*}"
		tar -xzf "$out/$archive" -C "$out/${part%@*}" --strip-components=1
		rm "$out/$archive"
	done
	sed -i.was '/fonts.googleapis.com/d' "$out/reveal.js/dist/theme/simple.css" # the reader's own letters will do
fi
# There are no formulas and no diagrams, and the slides want to ask MathJax and Mermaid about them.
echo 'window.MathJax = { Hub: { Config() {}, Queue() {}, getAllJax() { return false }, Rerender() {} } }' >"$out/no-formulas.js"
"$root/.venv/bin/jupyter" nbconvert --to slides --log-level WARN --output-dir "$out" \
	--SlidesExporter.reveal_url_prefix=reveal.js --SlidesExporter.require_js_url=requirejs/require.js \
	--SlidesExporter.jquery_url=jquery/dist/jquery.min.js --SlidesExporter.mathjax_url=no-formulas.js --SlidesExporter.reveal_scroll=True "$@"
sed -i.was "s|https://[^']*/mermaid[^']*|data:text/javascript,export default { initialize() {} }|" "$out"/*.slides.html
rm "$out"/*.slides.html.was
echo "open $out/*.slides.html"
