// Package rt is the runtime that cells run on. Both tiers of the engine call it
// (Yaegi through plain functions and methods, the bytecode machine directly), and so do the
// generated symbol tables (package native) and the display of values (package render).
//
// # Values
//
// A value is represented by the reflect type that [Types.Of] builds for its [ir.Type]:
//
//   - an unnamed or native type is what it is in compiled Go;
//   - a type declared in a cell is its underlying type; a struct becomes a
//     reflect.StructOf whose fields have made-up exported names ([Types.FieldName]);
//   - a variadic function takes a slice as its last parameter;
//   - an interface is its compiled type when that is named, has methods and comes from
//     a compiled package, or is error; every other interface is any.
//
// An interface that is represented as any holds a native value as it is. A value whose
// reflect type does not identify its Go type is held as a [Box], which remembers the
// [Type], and through it the name, the methods and the types of the parts. A compiled
// interface holds an adapter instead: a comparable struct that embeds the Box and whose
// methods call the methods of the Box's type. [FromNative] and [Types.ToNative] go
// from one form to the other.
//
//	point := types.Of(irPoint)                       // reflect: struct { F1_0_X, F1_1_Y int }
//	x := point.Box(v)                                // any(Box{point, v})
//	y := types.Assert(x, irAny, irPoint)             // reflect.Value again, or Go's own panic
//	fmt.Println(x)                                   // {1 2}: a Box is a fmt.Formatter
//
// The one invariant: an any that cell code can see never holds an adapter, and a compiled
// interface never holds a Box that lacks one. Whoever moves a value across that border
// converts it.
//
// Compiled code that looks at values with package reflect gets them as views: of reflect
// types that have the names, tags and methods of the Go types, and the layout of their representation.
// [Types.View] and [Types.ViewTarget] make them, FromNative takes them back.
//
// # Control
//
// Every goroutine that runs cell code has a [Thread], found by [Threads.Current]. It knows
// the [Cell] that started it, its stack of functions and the line it is on, and what it is
// panicking with. [DeferList] runs deferred calls by Go's rules. Panics travel as *[Panic].
//
// A cell is ended from outside (stop button, os.Exit, endless recursion) by letting its
// goroutines end with runtime.Goexit, never by a panic: no recover, compiled or
// interpreted, can swallow that, and it costs the same at any depth. Hence cell code may
// only run on goroutines that [Threads.Start] or [Thread.Go] made, or that compiled code
// made to call back.
//
// [Thread.Park] notes what a goroutine waits for. [Threads.Still] tells whether all of them wait for each
// other, [Threads.Live] what each does and who has started it.
//
// There is no package state: two sessions in one process share nothing but code.
package rt
