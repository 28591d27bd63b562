package worker

import "os"

// A stdio gives cells their standard streams back. What one cell closes or sets to nil would
// otherwise be missing in all later ones, and in the packages that hold on to it, as log does.
type stdio struct {
	files [3]*os.File // what os.Stdin, os.Stdout and os.Stderr were in the beginning
	spare [3]*os.File // second descriptors for the same; nil for a stream that there is not
}

func newStdio() *stdio {
	s := &stdio{files: [3]*os.File{os.Stdin, os.Stdout, os.Stderr}}
	for i, f := range s.files {
		if d, err := duplicate(f); err == nil {
			s.spare[i] = d
		}
	}
	return s
}

// mend opens what has been closed, and resets the variables that name a file of no use. A cell that has
// set os.Stdout to a file that is open wants it there.
func (s *stdio) mend() {
	for i, variable := range []**os.File{&os.Stdin, &os.Stdout, &os.Stderr} {
		if s.spare[i] == nil {
			continue
		}
		if closed(s.files[i]) {
			s.reopen(i)
		}
		if *variable == nil || closed(*variable) {
			*variable = s.files[i]
		}
	}
}

// reopen exchanges what is in the file, not the file: others have its address.
func (s *stdio) reopen(i int) {
	if f, err := duplicate(s.spare[i]); err == nil {
		*s.files[i] = *f
	}
}

// closed reports whether a file is closed, by its method Close or behind its back.
func closed(f *os.File) bool {
	c, err := f.SyscallConn()
	if err != nil {
		return true
	}
	open := false
	err = c.Control(func(fd uintptr) { open = isOpen(fd) })
	return err != nil || !open
}
