package engine_test

import (
	"strings"
	"testing"

	"github.com/gopherloop/gopherloop/kernel/internal/engine"
)

func TestStdin(t *testing.T) {
	s := newSession(t, engine.Options{Stdin: strings.NewReader("7 eight\nline two\nrest\nof it")})
	check(t, s.run(t.Context(), "scan", "import (\"bufio\"; \"fmt\"; \"io\"; \"os\")\nvar n int\nvar word string\nfmt.Scan(&n, &word)\nfmt.Println(n+1, word)"), "8 eight")
	check(t, s.run(t.Context(), "bytes", "b := make([]byte, 1)\nos.Stdin.Read(b)\nb[0] == '\\n'"), "= true")
	check(t, s.run(t.Context(), "reader", "r := bufio.NewReader(os.Stdin)\nline, _ := r.ReadString('\\n')\nline"), "= line two")
	check(t, s.run(t.Context(), "all", "var in io.Reader = r\nall, err := io.ReadAll(in)\nfmt.Printf(\"%q %v\", all, err)"), "\"rest\\nof it\" <nil>")
}
