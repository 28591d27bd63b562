package lab

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// A DB is a tiny database in memory. What it hands out are rows that one asks for one after the other, as those of a real
// database: [Rows] is like sql.Rows of package database/sql, [Cursor] belongs to an event loop. It has
// no query language: one asks for a whole table.
type DB struct {
	latency time.Duration
	tables  map[string]*table
	open    int
	fetched int
}

type table struct {
	columns []string
	rows    []Record
}

// A Record is a row of a table.
type Record []any

// ErrClosedRows is what rows are asked with after they were closed.
var ErrClosedRows = errors.New("lab: the rows are closed")

// NewDB makes a database with a table, towns, of columns name, people and height. A Cursor waits latency for each row. One
// goroutine at a time may use it.
func NewDB(latency time.Duration) *DB {
	db := &DB{latency: latency, tables: map[string]*table{}}
	db.Create("towns", "name", "people", "height")
	db.Insert("towns", "Bern", 134_794, 542)
	db.Insert("towns", "Lugano", 62_315, 273)
	db.Insert("towns", "Zermatt", 5_802, 1_608)
	db.Insert("towns", "Basel", 173_863, 260)
	return db
}

// Create makes an empty table, in place of one that has this name.
func (db *DB) Create(name string, columns ...string) { db.tables[name] = &table{columns: columns} }

// Insert adds a row to a table. It returns an error if there is no such table, or if the number of values is not that
// of columns.
func (db *DB) Insert(name string, values ...any) error {
	t, err := db.table(name)
	if err == nil && len(values) != len(t.columns) {
		err = fmt.Errorf("lab: table %s has %d columns, and the row has %d values", name, len(t.columns), len(values))
	}
	if err == nil {
		t.rows = append(t.rows, values)
	}
	return err
}

func (db *DB) table(name string) (*table, error) {
	if t := db.tables[name]; t != nil {
		return t, nil
	}
	return nil, fmt.Errorf("lab: there is no table %q, only %q", name, db.Tables())
}

// Tables returns the names of the tables, sorted.
func (db *DB) Tables() []string {
	names := make([]string, 0, len(db.tables))
	for n := range db.tables {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Open returns how many Rows and Cursors were neither closed nor asked up to their end. If it grows, somebody forgets to.
func (db *DB) Open() int { return db.open }

// Fetched returns how many rows were handed out: of a large table, hopefully few.
func (db *DB) Fetched() int { return db.fetched }

// A results is where in a table one is.
type results struct {
	db      *DB
	columns []string
	left    []Record
	closed  bool
}

func (db *DB) results(name string) (*results, error) {
	t, err := db.table(name)
	if err != nil {
		return nil, err
	}
	db.open++
	return &results{db: db, columns: t.columns, left: t.rows}, nil
}

// next hands out a row; at the end it closes r.
func (r *results) next() (Record, bool) {
	if len(r.left) == 0 {
		r.close()
		return nil, false
	}
	row := r.left[0]
	r.left = r.left[1:]
	r.db.fetched++
	return row, true
}

func (r *results) close() {
	if !r.closed {
		r.closed, r.left = true, nil
		r.db.open--
	}
}

// Query returns the rows of a table. Close them, unless you ask for all.
func (db *DB) Query(table string) (*Rows, error) {
	r, err := db.results(table)
	if err != nil {
		return nil, err
	}
	return &Rows{r: r}, nil
}

// Rows are rows that one asks for one after the other:
//
//	rows, err := db.Query("towns")
//	…
//	defer rows.Close()
//	for rows.Next() {
//		err := rows.Scan(&name, &people, &height)
//		…
//	}
//	err = rows.Err()
type Rows struct {
	r   *results
	row Record
	err error
}

// Columns returns the names of the columns.
func (r *Rows) Columns() []string { return append([]string(nil), r.r.columns...) }

// Next goes to the next row, and reports whether there is one. When there is none it closes the rows.
func (r *Rows) Next() (ok bool) {
	if r.r.closed {
		return false
	}
	r.row, ok = r.r.next()
	return ok
}

// Scan copies the row into variables: one pointer for each column, to its type or to any.
func (r *Rows) Scan(to ...any) error {
	if r.row == nil {
		return errors.New("lab: there is no row: call Next before Scan, and only while it reports true")
	}
	if len(to) != len(r.row) {
		return fmt.Errorf("lab: the row has %d columns, and Scan has %d pointers", len(r.row), len(to))
	}
	for i, v := range r.row {
		if !assign(to[i], v) {
			return fmt.Errorf("lab: column %s is of type %T, and Scan has %T for it", r.r.columns[i], v, to[i])
		}
	}
	return nil
}

func assign(to, v any) bool {
	switch to := to.(type) {
	case *any:
		*to = v
		return true
	case *string:
		return assignTo(to, v)
	case *int:
		return assignTo(to, v)
	case *float64:
		return assignTo(to, v)
	case *bool:
		return assignTo(to, v)
	case *time.Time:
		return assignTo(to, v)
	}
	return false
}

func assignTo[T any](to *T, v any) (ok bool) {
	if x, fits := v.(T); fits {
		*to, ok = x, true
	}
	return ok
}

// Err returns what went wrong. In this database nothing does: it is nil.
func (r *Rows) Err() error { return r.err }

// Close says that no more rows are wanted. Closing twice does nothing.
func (r *Rows) Close() error {
	r.r.close()
	r.row = nil
	return nil
}

// A Cursor hands out rows to tasks of an event loop: it is an aio.AsyncIterator.
type Cursor struct {
	r      *results
	closed bool
}

// Cursor returns a cursor for the rows of a table. Close it, unless you ask for all.
func (db *DB) Cursor(table string) (*Cursor, error) {
	r, err := db.results(table)
	if err != nil {
		return nil, err
	}
	return &Cursor{r: r}, nil
}

// Next waits for the next row; other tasks run meanwhile. After the last one it returns aio.ErrStop, after Close
// ErrClosedRows, and the error of ctx when that ends first.
func (c *Cursor) Next(ctx context.Context) (Record, error) {
	if c.closed {
		return nil, ErrClosedRows
	}
	if err := aio.Sleep(ctx, c.r.db.latency); err != nil {
		return nil, err
	}
	row, ok := c.r.next()
	if !ok {
		return nil, aio.ErrStop
	}
	return row, nil
}

// Close says that no more rows are wanted. Closing twice does nothing.
func (c *Cursor) Close() error {
	c.r.close()
	c.closed = true
	return nil
}
