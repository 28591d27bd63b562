// Package pbkdf2 holds the body of the generic function of the standard
// library's crypto/pbkdf2, for cells.
package pbkdf2

import (
	"hash"

	"github.com/gopherloop/gopherloop/kernel/internal/cell/lib/native"
)

// Key derives a key of the given length from a password and a salt.
func Key[Hash hash.Hash](h func() Hash, password string, salt []byte, iter, keyLength int) ([]byte, error) {
	return native.PBKDF2Key(func() hash.Hash { return h() }, password, salt, iter, keyLength)
}
