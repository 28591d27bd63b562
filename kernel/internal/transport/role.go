package transport

import "slices"

// A role is the part that a socket of ours plays in a pattern of ZeroMQ.
type role struct {
	socketType string   // what we announce
	peers      []string // what may be at the other end
	towards    string   // what zmq4's socket is told about the other end
	limit      int      // bytes of a received message
	routes     bool     // messages are addressed by the peer's identity
	publishes  bool     // messages go to those who subscribed to their topic
}

const (
	// maxMessage bounds a message with all its frames. The protocol has no limit,
	// and notebooks send images and arrays; zmq4 needs it all in memory.
	maxMessage = 1 << 30
	// maxSmall bounds what has no reason to be large: subscriptions and heartbeats.
	maxSmall = 1 << 20
	// frameCost is counted for each frame, so that a message of endlessly many
	// empty frames has an end too.
	frameCost = 64
)

// The kernel's sockets. XPUB instead of PUB says that subscriptions are answered.
var (
	requestRole   = role{socketType: "ROUTER", peers: []string{"DEALER", "REQ", "ROUTER"}, towards: "DEALER", limit: maxMessage, routes: true}
	heartbeatRole = role{socketType: "ROUTER", peers: []string{"DEALER", "REQ", "ROUTER"}, towards: "DEALER", limit: maxSmall, routes: true}
	publishRole   = role{socketType: "XPUB", peers: []string{"SUB", "XSUB"}, towards: "SUB", limit: maxSmall, publishes: true}
)

// The client's sockets.
var (
	dealerRole = role{socketType: "DEALER", peers: []string{"ROUTER", "REP", "DEALER"}, towards: "ROUTER", limit: maxMessage}
	subRole    = role{socketType: "SUB", peers: []string{"PUB", "XPUB"}, towards: "PUB", limit: maxMessage}
)

func (r role) accepts(peer string) bool { return slices.Contains(r.peers, peer) }
