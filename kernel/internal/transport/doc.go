// Package transport carries Jupyter messages between a kernel and its front ends.
//
// It is for package session, which sees a kernel's five channels as [Channels], and
// for package notebook, which is a front end and uses [Client]. [Listen] opens the
// channels that a connection file describes; [Memory] is their twin without
// sockets, for tests.
//
// The sockets are those of github.com/go-zeromq/zmq4, of which this package is the
// only user. They route replies and fan out what is published. They never see the
// network: as it stands, version 0.17.0 lets any local process kill the kernel (a
// frame that claims 2^62 bytes, a cut-off READY) or stop it for everybody (a
// connection that says nothing, a subscriber that is suspended), all of it before a
// signature is checked. So every connection is a [link] of ours, let in by a [guard]:
//
//	network ── guard: accepts, handshake ──▶ zmq4 socket ──▶ inbox ──▶ Receive
//	   ▲         │ one per connection            │
//	   └─────── link: checked frames, pings, ◀───┴── Send, Publish
//	            subscriptions, outbox
//
// What the guard and its links add to zmq4: handshakes with a deadline, one goroutine
// each; lengths that are checked before memory is spent on them; answers to pings;
// a welcome for each subscription; the newest connection of an identity replaces
// the older one; an outbox per client, bounded in bytes, so that nobody waits for a
// client that does not read; Close lets clients have what was sent; stale socket
// files are replaced.
//
// The invariant: no client can make another one, or the kernel, wait.
//
//	kernel, info, err := transport.Listen(ctx, info, transport.Options{})
//	if err != nil {
//		return err
//	}
//	defer kernel.Close()
//	request, err := kernel.Receive(ctx, wire.Shell)
package transport
