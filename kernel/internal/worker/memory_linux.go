package worker

import (
	"bufio"
	"bytes"
	"os"
	"path"
	"strconv"
	"strings"
)

// totalMemory is how much memory the machine has or, if that is less, the container may take; 0 if
// nobody knows.
func totalMemory() int64 { return totalMemoryIn("/proc", "/sys/fs/cgroup") }

func totalMemoryIn(proc, cgroup string) int64 {
	total := machineMemory(path.Join(proc, "meminfo"))
	groups, _ := os.ReadFile(path.Join(proc, "self/cgroup"))
	for line := range strings.Lines(string(groups)) {
		if limit := groupLimit(cgroup, strings.TrimSpace(line)); limit > 0 && (total == 0 || limit < total) {
			total = limit
		}
	}
	return total
}

// machineMemory reads "MemTotal:  16384 kB".
func machineMemory(file string) int64 {
	text, _ := os.ReadFile(file)
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		if f := strings.Fields(lines.Text()); len(f) >= 2 && f[0] == "MemTotal:" {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			return n << 10
		}
	}
	return 0
}

// groupLimit returns the smallest limit of a control group and those that it is in. The line is
// "0::/user/x" in version 2, and "4:cpu,memory:/docker/x" in version 1. In a container the path is often that of
// the host, of which only the end, or nothing, is there.
func groupLimit(root, line string) (least int64) {
	parts := strings.SplitN(line, ":", 3)
	if len(parts) != 3 {
		return 0
	}
	dir, file := root, "memory.max"
	if parts[1] != "" {
		if !strings.Contains(","+parts[1]+",", ",memory,") {
			return 0
		}
		dir, file = path.Join(root, "memory"), "memory.limit_in_bytes"
	}
	for group := parts[2]; ; group = path.Dir(group) {
		if n := readLimit(path.Join(dir, group, file)); n > 0 && (least == 0 || n < least) {
			least = n
		}
		if group == "/" || group == "." {
			return least
		}
	}
}

// readLimit reads a number; "max" is none.
func readLimit(file string) int64 {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	n, _ := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return n
}
