// Package notebook reads, runs, compares and shows Jupyter notebooks for people
// and machines that have no Jupyter: gopherloop run, and the tests of every
// notebook of the workshop.
//
// [Read] and [Notebook.Bytes] are an exact round trip: a file that Jupyter has
// written comes back byte for byte, and fields that this package does not know
// are kept. A notebook therefore stays a tree of JSON values, and [Cell] and
// [Output] are views of parts of that tree, not copies.
//
// [Start] starts a kernel as Jupyter does: a child process that is given a
// connection file, and a client on its five ZeroMQ channels. [Run] executes the
// cells of a notebook in such a kernel one after the other, so what passes here
// has passed through the real protocol. The kernel is a black box: this package
// knows the messages but no Go.
//
//	nb, err := notebook.Read(data)
//	k, err := notebook.Start(ctx, notebook.KernelOptions{Command: []string{"gopherloop", "kernel"}})
//	defer k.Close()
//	err = notebook.Run(ctx, k, nb, notebook.RunOptions{Show: notebook.Text(os.Stdout, os.Stderr)})
//	diffs := notebook.Compare(stored, nb)
//
// Cell tags that are obeyed, in metadata.tags:
//
//   - raises-exception: the cell may fail, and the run goes on.
//   - skip-execution: the cell is not run and keeps its outputs.
//   - varies, or varies-WHY such as varies-time: the outputs differ from run to
//     run, so [Compare] leaves them alone. The cell must still succeed.
package notebook
