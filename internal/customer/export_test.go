package customer

// Gather sets how many rows a filter may take that are gathered.
func Gather(most int) { mostGathered = most }
