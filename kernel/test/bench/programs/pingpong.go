package programs

// PingPong sends a number to a goroutine and waits for its answer; in Python the two are asyncio
// tasks with a queue each way.
func PingPong(n int) func() int { return func() int { return pingPong(n) } }

func pingPong(n int) int {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for x := range ping {
			pong <- x + 1
		}
		close(pong)
	}()
	sum := 0
	for i := 0; i < n; i++ {
		ping <- i
		sum += <-pong
	}
	close(ping)
	<-pong
	return sum
}
