package native

import (
	"unsafe"

	lib "github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
	"github.com/gopherloop/gopherloop/kernel/internal/rt"
)

// pkgLibNative is what the sources of package lib call. Arguments of type any
// may be boxes here: where the value counts, it is taken out; where equality
// counts, the box is as good, because equal values of one type have equal boxes.
var pkgLibNative = table{
	path: lib.Path,
	funcs: []symbol{
		{"AddCleanup", lib.AddCleanup},
		{"Canonical", lib.Canonical},
		{"HKDFExpand", lib.HKDFExpand},
		{"HKDFExtract", lib.HKDFExtract},
		{"HKDFKey", lib.HKDFKey},
		{"HashComparable", lib.HashComparable},
		{"Order", lib.Order},
		{"PBKDF2Key", lib.PBKDF2Key},
		{"Pull", lib.Pull},
		{"SamePointer", func(v any, p unsafe.Pointer) bool { return lib.SamePointer(rt.Raw(v), p) }},
		{"Sort", func(slice any) { lib.Sort(rt.Raw(slice)) }},
		{"StableOrder", lib.StableOrder},
		{"Strong", lib.Strong},
		{"Weak", lib.Weak},
		{"WriteComparable", lib.WriteComparable},
	},
}
