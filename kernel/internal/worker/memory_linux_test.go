package worker

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTotalMemory(t *testing.T) {
	const machine = "MemTotal:       16384 kB\nMemFree: 1 kB\n"
	for name, c := range map[string]struct {
		files map[string]string
		want  int64
	}{
		"nothing known": {nil, 0},
		"a machine":     {map[string]string{"proc/meminfo": machine}, 16 << 20},
		"version 2": {map[string]string{
			"proc/meminfo": machine, "proc/self/cgroup": "0::/a/b\n", "cg/a/memory.max": "4194304\n", "cg/a/b/memory.max": "max\n",
		}, 4 << 20},
		"version 2, seen from inside": {map[string]string{
			"proc/meminfo": machine, "proc/self/cgroup": "0::/\n", "cg/memory.max": "2097152\n",
		}, 2 << 20},
		"version 1": {map[string]string{
			"proc/meminfo": machine, "proc/self/cgroup": "7:cpu:/x\n5:memory:/docker/1\n0::/\n",
			"cg/memory/memory.limit_in_bytes": "9223372036854771712\n", "cg/memory/docker/1/memory.limit_in_bytes": "1048576\n",
		}, 1 << 20},
		"more than there is": {map[string]string{
			"proc/meminfo": machine, "proc/self/cgroup": "0::/\n", "cg/memory.max": "99999999999\n",
		}, 16 << 20},
		"rubbish": {map[string]string{
			"proc/meminfo": "MemTotal:\n", "proc/self/cgroup": "x\n0:\n", "cg/memory.max": "-5\n",
		}, 0},
	} {
		root := t.TempDir()
		for file, text := range c.files {
			file = filepath.Join(root, file)
			os.MkdirAll(filepath.Dir(file), 0o755)
			os.WriteFile(file, []byte(text), 0o644)
		}
		if got := totalMemoryIn(root+"/proc", root+"/cg"); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
