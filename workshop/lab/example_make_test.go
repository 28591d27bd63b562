package lab_test

import (
	"bufio"
	"fmt"
	"log"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/lab"
	"github.com/gopherloop/gopherloop/workshop/seq"
)

// Rows 34, 58 and 60: with a seed, chance is the same in every run, so that two people can compare what they see.
func ExampleRand() {
	r := lab.Rand(1)
	for range 3 {
		fmt.Print(lab.Pick(r, "sun", "rain", "snow"), " ", 15+r.IntN(10), " ")
	}
	again := lab.Rand(1)
	fmt.Println(lab.Pick(again, "sun", "rain", "snow"))
	// Output:
	// snow 17 snow 19 sun 24 snow
}

// Row 28: a file that is too large to be read at once for comfort, read line by line.
func ExampleBigFile() {
	big, err := lab.BigFile(200_000)
	if err != nil {
		log.Fatal(err)
	}
	defer big.Remove()
	fmt.Println(big)

	f, err := big.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	longest := 0
	m := lab.Mem(func() {
		for in := bufio.NewScanner(f); in.Scan(); {
			longest = max(longest, len(in.Text()))
		}
	})
	fmt.Println(longest, m.Live < lab.MB, m.Peak < big.Size)
	// Output:
	// big.txt: 200000 lines, 8.9 MB
	// 66 true true
}

// Row 46: a log to be read with seq.Lines.
func ExampleLogFile() {
	file, err := lab.LogFile(1000, 100)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Remove()
	f, err := file.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	for line := range seq.Take(seq.Lines(f), 3) {
		fmt.Println(line)
	}
	// Output:
	// Time: 00000, ERROR: disk almost full
	// Time: 00001, INFO: all is well
	// Time: 00002, INFO: all is well
}

// Row 179: three logs with a hundred lines each; every tenth line tells of an error.
func ExampleLogFiles() {
	logs, err := lab.LogFiles(3, 100, 10)
	if err != nil {
		log.Fatal(err)
	}
	defer logs.Remove()
	fmt.Println(logs)
	errors := 0
	for _, l := range logs.Files {
		f, err := l.Open()
		if err != nil {
			log.Fatal(err)
		}
		errors += seq.Len(seq.Filter(seq.Lines(f), func(s string) bool { return strings.Contains(s, "ERROR") }))
		f.Close()
	}
	fmt.Println(errors, "errors")
	// Output:
	// 3 files
	// app0.log: 100 lines, 3.2 KB
	// app1.log: 100 lines, 3.2 KB
	// app2.log: 100 lines, 3.2 KB
	// 30 errors
}

// Row 24: rows of a database are an iterator that you have met before: Next, and then Scan. Open counts those that
// nobody has closed.
func ExampleDB() {
	db := lab.NewDB(0)
	rows, err := db.Query("towns")
	if err != nil {
		log.Fatal(err)
	}
	var name string
	var people, height int
	for rows.Next() {
		if err := rows.Scan(&name, &people, &height); err != nil {
			log.Fatal(err)
		}
		fmt.Println(name, height)
		if name == "Lugano" {
			break
		}
	}
	fmt.Println(db.Fetched(), "fetched,", db.Open(), "open")
	rows.Close()
	fmt.Println(db.Open(), "open")
	// Output:
	// Bern 542
	// Lugano 273
	// 2 fetched, 1 open
	// 0 open
}
