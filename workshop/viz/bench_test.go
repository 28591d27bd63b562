package viz

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
)

// BenchmarkTimeline draws a hundred tasks with a thousand steps.
func BenchmarkTimeline(b *testing.B) {
	var trace aio.Trace
	aio.Main(func(ctx context.Context) error {
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for i := range 100 {
				g.Go(fmt.Sprint("task ", i), func(ctx context.Context) error {
					for range 10 {
						if err := aio.Sleep(ctx, time.Duration(i+1)*time.Millisecond); err != nil {
							return err
						}
					}
					return nil
				})
			}
			return nil
		})
	}, aio.Record(&trace))
	for b.Loop() {
		p := Timeline(&trace)
		b.ReportMetric(float64(len(p.HTML())), "bytes")
	}
}

// BenchmarkTap is what a tapped stage costs for each value.
func BenchmarkTap(b *testing.B) {
	var flow Flow
	n := 0
	for range Tap(&flow, "numbers", func(yield func(int) bool) {
		for b.Loop() && yield(n) {
			n++
		}
	}) {
	}
}
