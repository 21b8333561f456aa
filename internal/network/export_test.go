package network

import "time"

// RetryEvery is retryEvery in tests.
const RetryEvery = 2 * time.Second

func init() { retryEvery = RetryEvery }

// Kill lets the listener die as a fault of the system would.
func (r *Room) Kill() {
	r.mu.Lock()
	defer r.mu.Unlock()
	_ = r.open.socket.Close()
}
