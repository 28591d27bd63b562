package worker

import "strings"

// traceback shows the last error again; with "full", with all that is usually left out.
func (c *cellRun) traceback(arg string) (*Bundle, *CellError) {
	if c.failure == nil {
		c.print("no cell has failed so far\n")
		return nil, nil
	}
	lines := c.failure.Traceback
	switch arg = strings.TrimSpace(arg); {
	case arg == "full" && c.failure.full != nil:
		lines = c.failure.full
	case arg != "" && arg != "full":
		return nil, hinted("traceback", "there is no traceback "+arg, "%traceback or %traceback full")
	}
	c.print(strings.Join(lines, "\n") + "\n")
	return nil, nil
}
