package aio

func panicPosition() string { return "" }
