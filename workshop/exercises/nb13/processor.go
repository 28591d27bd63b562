package nb13

import "github.com/gopherloop/gopherloop/workshop/check"

type processing = func(paths []string, outDir string) (map[string]int, error)

const processorHead = "func processLogs(paths []string, outDir string) (map[string]int, error) {\n"

var processor = check.Define(check.Exercise[processing]{
	ID: "13.4", Title: "The log processor, in eight stages",
	Task: "Write `processLogs`, the whole program, in as many functions as you like. It reads the logs `paths`, writes the errors of each to a file " +
		"in `outDir`, and returns how often each message was there, in all logs together. Eight tests look at it, one after the other. " +
		"Take them as stages: make one green, check, go on with the next.\n\n" +
		"1. `outDir` is made if it is not there (`os.MkdirAll`).\n" +
		"2. For `app0.log` there is a file `app0.log.errors`, and so on.\n" +
		"3. It has a line `time: message` for each error.\n" +
		"4. The numbers of the messages are right.\n" +
		"5. A log without errors has an empty file.\n" +
		"6. A log that is not there is told: the error has its name.\n" +
		"7. The other logs are done nevertheless.\n" +
		"8. A line of 100 000 letters is a line like any other.\n\n" +
		"`parse` is given; it is our `entry`. Let the files be worked on at the same time, by tasks or by goroutines, when all is green. " +
		"*Mind:* goroutines must not write to one map at the same time. Let each have its own, or protect it with a `sync.Mutex`.",
	Imports: []string{"bufio", "errors", "fmt", "io", "os", "path/filepath", "strings", "sync",
		"github.com/gopherloop/gopherloop/workshop/lab", "github.com/gopherloop/gopherloop/workshop/seq"},
	Setup: `func parse(line string) (at, message string, ok bool) {
	at, message, ok = strings.Cut(line, ", ERROR: ")
	at, isTime := strings.CutPrefix(at, "Time: ")
	if !ok || !isTime || strings.Contains(at, ",") {
		return "", "", false
	}
	return at, message, true
}
`,
	Answer:   "processLogs",
	Stub:     processorHead + "\tpanic(\"not implemented\")\n}\n",
	Solution: processorHead + manyFiles + oneFile,
	Hints: []string{
		"Begin with two functions: one that does one file, and one that makes the folder and calls the first for each path. Make it right for one after the other; make it concurrent later.",
		"The name of the output is filepath.Join(outDir, filepath.Base(path)+\".errors\").",
		"Stages 6 and 7: do not return at the first error. Collect errors, and join them at the end. os.Open puts the name into its error.",
		"Stage 8: bufio.Scanner gives up at lines of 64 KB, and tells so only by its Err. seq.Lines(in, &failed) takes lines of any length.",
	},
	Points: 8,
	Wrong:  processorWrong,
	Test:   testProcessor,
})

// The solution: what is done with many files, and with one.
const (
	manyFiles = `	if err := os.MkdirAll(outDir, 0o755); err != nil {
		return nil, err
	}
	var mu sync.Mutex
	counts := map[string]int{}
	pool := lab.NewPool(4)
	for _, path := range paths {
		pool.Go(func() error {
			return processLog(path, filepath.Join(outDir, filepath.Base(path)+".errors"), func(message string) {
				mu.Lock()
				defer mu.Unlock()
				counts[message]++
			})
		})
	}
	err := pool.Wait()
	return counts, err
}
`
	oneFile = `
func processLog(path, outPath string, count func(message string)) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(outPath)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	var failed error
	for line := range seq.Lines(in, &failed) {
		if at, message, ok := parse(line); ok {
			fmt.Fprintf(w, "%s: %s\n", at, message)
			count(message)
		}
	}
	return errors.Join(failed, w.Flush(), out.Close())
}
`
)
