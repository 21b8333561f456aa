package network

// Kill lets the listener die as a fault of the system would.
func (r *Room) Kill() {
	r.mu.Lock()
	defer r.mu.Unlock()
	_ = r.open.socket.Close()
}
