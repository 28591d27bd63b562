package worker

import (
	"fmt"
	"strings"
)

// This file holds the command %desugar.

// desugar shows what the loops of the rest of the cell are written out.
func (c *cellRun) desugar(code string) (*Bundle, *CellError) {
	if strings.TrimSpace(code) == "" {
		return nil, hinted("desugar", "there is no code to show", "write a loop below %desugar")
	}
	text, failure := c.lang.Desugar(fmt.Sprintf("cell %d", c.req.Count), code)
	if failure != nil {
		return nil, failure
	}
	return &Bundle{Data: map[string]any{"text/plain": text, "text/markdown": "```go\n" + text + "\n```"}}, nil
}
