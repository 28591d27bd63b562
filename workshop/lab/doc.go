// Package lab is what lessons experiment with: it measures time and memory and compares what it has measured, and it
// makes on the spot what one needs to try things out: big files, web servers and other networks, a
// database, work for the processor, chance that comes out the same every time. It is for learners who
// have heard a claim, such as "generators save memory", and now look for themselves.
//
//	lab.Compare("A million numbers",
//		lab.Weighed("slice", func() { sum(slices.Collect(numbers)) }),
//		lab.Weighed("sequence", func() { sum(numbers) }),
//	) // as the last expression of a cell: a table, and bars
//
// To measure: [Time], [Mem], [MemEach]; [Timed], [Weighed] and [Simulated] for a [Compare]; [Curve] for how something
// grows; [NoLeaks] for goroutines that are left.
//
// To experiment with: [Rand]; [BigFile] and [LogFiles]; [NewWeb] and [NewEcho], real servers on this computer;
// [NewSimNet], a network in the time of an event loop; [NewDB]; [NewPool], [Procs], [Crunch] and [Spawn]; [Race] and
// [LostUpdate].
//
// The one invariant: what can be the same in every run is. Contents of files and pages, waiting times, failures and
// chance depend on arguments and seeds alone. What does vary says so: times and memory that were measured, the ports
// of servers, the names of temporary folders.
package lab
