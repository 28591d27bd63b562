// Package ir is the lowered form of a cell: what the cell compiler produces and
// what the engine's two tiers (Yaegi and the bytecode machine) consume.
//
// The IR is Go with its hard parts taken out. When a [Program] reaches a tier,
//
//   - there are no type parameters: every generic function is an instance of its own;
//   - every type is a [Type] with an identity ([Type.ID]) and a known representation;
//     named types are only labels, their methods are plain functions ([Func]);
//   - every local variable ([Var]) is known to be a slot or a heap cell, and every
//     function literal lists what it captures;
//   - constants are folded, conversions, boxing into interfaces and promotions
//     through embedded fields are nodes of their own;
//   - the order of evaluation is fixed: where Go's order differs from a plain
//     left-to-right walk of the tree, temporaries have been introduced;
//   - every node that can panic or call carries its source position.
//
// Kept as nodes, because a tier does them better than any lowering:
// [RangeFunc], [Defer], [Recover], [Select] and [Go].
//
// The one invariant: an IR tree is immutable once its Program has been handed
// on. Tiers keep their own side tables, keyed by *Func, *Var and *Global.
//
// # Representation of values
//
// A value of an unnamed or native type is represented as in compiled Go. A type
// declared in a cell is erased: it is represented as its underlying type, and a
// struct is represented by a native struct type that the runtime (package rt)
// builds. An interface is
//
//   - its own native type when it is a named interface with methods from a native
//     package, or error ([Type.NativeIface]);
//   - `any` otherwise. A dynamic value whose type is native is stored as it is; any
//     other one ([Type.Boxed]) is stored as an rt.Box, which remembers the type.
//
// The conversions between these are explicit: [Box], [Unbox] via [Assert], and
// [IfaceConv].
package ir
