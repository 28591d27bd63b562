package install

// An adviceError is an error that also knows what the user can type or change.
// Commands print the advice as a hint line under the error.
type adviceError struct {
	err    error
	advice string
}

func advise(err error, advice string) error { return &adviceError{err, advice} }

func (e *adviceError) Error() string { return e.err.Error() }
func (e *adviceError) Unwrap() error { return e.err }

// Hint returns the advice, one line without a full stop.
func (e *adviceError) Hint() string { return e.advice }
