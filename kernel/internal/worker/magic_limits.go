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

// memory shows how much memory there is, or sets how much there may be.
func (c *cellRun) memory(arg string) (*Bundle, *CellError) {
	m := c.lang.Memory()
	size, code := firstLine(arg)
	if size != "" {
		limit, err := ParseSize(size)
		if err != nil {
			return nil, hinted("memory", err.Error(), "%memory shows how much memory cells have taken, %memory 2GB sets how much they may take, %memory none takes the limit away")
		}
		m.SetLimit(limit)
	}
	if strings.TrimSpace(code) != "" {
		return c.run(code)
	}
	c.print("cells have taken " + SizeText(m.Used()) + "; the limit is " + SizeText(m.Limit()) + "\n")
	return nil, nil
}
