package notebook

// A hintError is an error that also knows what the user can do about it.
type hintError struct {
	err    error
	advice string
}

func hint(err error, advice string) error { return &hintError{err, advice} }

func (e *hintError) Error() string { return e.err.Error() }
func (e *hintError) Unwrap() error { return e.err }

// Hint returns the advice, one line without a full stop.
func (e *hintError) Hint() string { return e.advice }
