package gen_test

import (
	"fmt"

	"github.com/gopherloop/gopherloop/workshop/gen"
)

// Rows 80, 81 and 84: the accumulator. Each Yield hands the total out and gives back what
// was sent.
func ExampleGenerator_Send() {
	acc := gen.New(func(y *gen.Yielder[int, int]) (gen.None, error) {
		total := 0
		for {
			value, err := y.Yield(total)
			if err != nil {
				return gen.None{}, err
			}
			total += value
		}
	})
	defer acc.Close()
	fmt.Println(acc.Next()) // runs to the first Yield
	fmt.Println(acc.Send(10))
	fmt.Println(acc.Send(5))
	// Output:
	// 0 <nil>
	// 10 <nil>
	// 15 <nil>
}
