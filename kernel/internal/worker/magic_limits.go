package worker

// This file holds the commands that change how much a cell may have.

import "strings"

// output sets how much text cells show.
func (c *cellRun) output(arg string) (*Bundle, *CellError) {
	size, code := firstLine(arg)
	limit, err := ParseSize(size)
	if err != nil {
		return nil, hinted("output", err.Error(), "%output 10MB shows more text of each cell, %output none shows all")
	}
	(&host{c.server}).Event(Event{Cell: c.req.Cell, Kind: TextLimit, Limit: limit})
	if strings.TrimSpace(code) == "" {
		return nil, nil
	}
	return c.run(code)
}

// firstLine splits what follows a command; in the code that comes after its line, positions stay right.
func firstLine(arg string) (line, code string) {
	line, code, _ = strings.Cut(strings.TrimLeft(arg, "\n"), "\n")
	before := strings.Count(arg, "\n") - strings.Count(code, "\n")
	return strings.TrimSpace(line), strings.Repeat("\n", before) + code
}
