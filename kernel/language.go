package main

import (
	"errors"

	"github.com/gopherloop/gopherloop/kernel/internal/worker"
)

// errNoEngine is what cells and programs answer until package worker has a Language.
var errNoEngine = errors.New("this build has no engine yet")

func language(worker.Handler) (worker.Language, error) { return nil, errNoEngine }
