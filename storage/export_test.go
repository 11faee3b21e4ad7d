package storage

// Facts holds every type of detail that the record knows, by its name.
var Facts = facts

// Watching is how many communities are watched.
func Watching(w *Watches) int { return len(w.by) }
