package repertoire

import "github.com/praxis-cop/praxis/activity"

// Names returns the other resources of the community that an activity names,
// which have to be there.
func Names(a activity.Activity) []activity.ResourceID {
	switch fact := a.Detail.(type) {
	case Shared:
		if fact.Adapted != (Source{}) {
			return []activity.ResourceID{fact.Adapted.Resource}
		}
	case WasSuperseded:
		return []activity.ResourceID{fact.By}
	}
	return nil
}

// Relative is a resource in the lineage of another one.
type Relative struct {
	Community activity.CommunityID `json:"community"`
	Resource  activity.ResourceID  `json:"resource"`
	Version   int                  `json:"version"`         // of the one that was adapted or carried, at that time
	Title     string               `json:"title,omitempty"` // as it is now; empty where the reader may not look
	Kind      Kind                 `json:"kind,omitempty"`
	Status    Status               `json:"status,omitempty"`
	Carried   bool                 `json:"carried,omitempty"` // across the boundary of a community; else it was adapted within one
	Hidden    bool                 `json:"hidden,omitempty"`  // the reader may not see it, or it is not there any more
}

// Lineage is where a resource comes from, and what has been made of it.
type Lineage struct {
	Ancestors   []Relative `json:"ancestors,omitempty"`   // from its own origin back to where it began, as far as the reader may see
	Descendants []Relative `json:"descendants,omitempty"` // what was adapted or carried from this very one, by community and id
}

// Parent returns the resource that one was adapted or carried from; ok is false if
// it began here.
func (r Resource) Parent() (p Relative, ok bool) {
	switch {
	case r.Adapted != (Source{}):
		return Relative{Community: r.Community, Resource: r.Adapted.Resource, Version: r.Adapted.Version}, true
	case r.Origin != (Origin{}):
		return Relative{Community: r.Origin.Community, Resource: r.Origin.Resource, Version: r.Origin.Version, Carried: true}, true
	}
	return Relative{}, false
}

// As returns the relative with what there is to tell of it.
func (p Relative) As(r Resource) Relative {
	p.Title, p.Kind, p.Status = r.Current.Title, r.Kind, r.Status
	return p
}
