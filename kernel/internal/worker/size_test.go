package worker

import "testing"

func TestSizes(t *testing.T) {
	for text, want := range map[string]int64{
		"1000": 1000, "1 B": 1, "64kb": 64 << 10, " 512MB ": 512 << 20, "1.5 GB": 3 << 29, "2GiB": 2 << 30, "1TB": 1 << 40, "none": NoLimit,
	} {
		if got, err := ParseSize(text); got != want || err != nil {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "MB", "-1MB", "0", "1e30", "1 XB", "nan", "many"} {
		if got, err := ParseSize(text); err == nil {
			t.Errorf("%q is %d", text, got)
		}
	}
	for size, want := range map[int64]string{1: "1 byte", 700: "700 bytes", 1 << 20: "1 MB", 3 << 29: "1.5 GB", 1 << 40: "1 TB", NoLimit: "none"} {
		if got := SizeText(size); got != want {
			t.Errorf("%d is %q, want %q", size, got, want)
		}
	}
}
