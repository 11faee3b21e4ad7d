package storage

// Facts holds every type of detail that the record knows, by its name.
var Facts = facts
