package nb11

import (
	"context"
	"time"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

// quickest is how long the pages of the seeded network of 11.2 take when each begins as soon as a place is free.
func quickest(t *check.T, pages, limit int) time.Duration {
	net, places := lab.NewSimNet(100*time.Millisecond, 3), aio.NewSemaphore(limit)
	return check.Loop(t, "pages", func(ctx context.Context) error {
		return aio.Group(ctx, func(ctx context.Context, g *aio.TaskGroup) error {
			for _, url := range net.URLs(pages) {
				g.Go(url, func(ctx context.Context) error {
					return places.Do(ctx, func() error {
						_, err := net.Get(ctx, url)
						return err
					})
				})
			}
			return nil
		})
	}).Time
}
