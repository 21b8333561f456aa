package intake

import "pishkhan/internal/web"

func (r *Room) exports(*web.Server) {}
