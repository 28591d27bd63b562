// Package hkdf holds the bodies of the generic functions of the standard
// library's crypto/hkdf, for cells.
package hkdf

import (
	"hash"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// Extract derives a pseudorandom key from a secret and a salt.
func Extract[H hash.Hash](h func() H, secret, salt []byte) ([]byte, error) {
	return native.HKDFExtract(func() hash.Hash { return h() }, secret, salt)
}

// Expand derives a key of the given length from a pseudorandom key.
func Expand[H hash.Hash](h func() H, pseudorandomKey []byte, info string, keyLength int) ([]byte, error) {
	return native.HKDFExpand(func() hash.Hash { return h() }, pseudorandomKey, info, keyLength)
}

// Key derives a key of the given length from a secret: Extract, then Expand.
func Key[Hash hash.Hash](h func() Hash, secret, salt []byte, info string, keyLength int) ([]byte, error) {
	return native.HKDFKey(func() hash.Hash { return h() }, secret, salt, info, keyLength)
}
